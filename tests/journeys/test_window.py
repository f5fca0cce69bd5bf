#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The main job in the window, as an operator does it: the real program, real registries, a real unlocked keyring."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import Session  # noqa: E402
from servers import Registry, SecureRegistry  # noqa: E402
from samples import demo_images  # noqa: E402

PROGRAM = os.environ.get("STOWAGE_PROGRAM", "stowage")
PICTURES = os.environ.get("STOWAGE_PICTURES")
MIB = 1 << 20
PASSWORD = "pa:ss-12"
WANTED = ["shop/base:1.10", "shop/web:2.1.0", "shop/database:15.4"]


class MainJob(unittest.TestCase):
    def enter(self, context):
        entered = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return entered

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="stowage-window.")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.outside = self.enter(SecureRegistry(self.path("outside"), "outside", tls=True, user=("alice", PASSWORD)))
        self.inside = self.enter(Registry(self.path("inside"), "inside"))
        for image in demo_images(64 * MIB):
            image.push(self.outside)
        self.session = self.enter(Session(pictures=PICTURES))
        self.window = self.session.run([PROGRAM])

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def test_main_job(self):
        self.keep_an_account()
        self.prepare()
        self.watch(len(WANTED))
        self.browse()
        self.compare()
        self.push()
        self.restart()
        self.import_a_file()

    def keep_an_account(self):
        window = self.window
        window.page(6, "Registries")
        window.press("Add registry…")
        dialog = window.dialog("Add registry")
        dialog.enter("Registry", self.outside.host)
        dialog.enter("User name", "alice")
        dialog.enter("Password or token", "wrong")
        dialog.enter("CA file", self.outside.ca)
        dialog.press("Test")
        dialog.says(r"(?i)refused|wrong|not accept")
        dialog.enter("Password or token", PASSWORD)
        dialog.press("Test")
        dialog.says(r"(?i)accept|works|alice.*(ok|proven)|logged in")
        self.session.picture("1-account")
        dialog.press("Save")
        dialog.gone()
        window.until_row("Registries", re.escape(self.outside.host), "alice")
        # The private registry speaks plain http and asks nobody.
        window.press("Add registry…")
        dialog = window.dialog("Add registry")
        dialog.enter("Registry", self.inside.host)
        dialog.press("Plain HTTP")
        dialog.press("Save")
        dialog.gone()
        window.until_row("Registries", re.escape(self.inside.host))
        self.session.picture("2-registries")

    def prepare(self):
        window = self.window
        window.page(1, "Prepare")
        for name in WANTED:
            window.enter("Image reference", "%s/%s" % (self.outside.host, name))
            window.press("Add")
        for name in WANTED:
            repository, tag = name.rsplit(":", 1)
            window.until_row("Images", repository + "$", "^" + re.escape(tag) + "$", "linux/amd64", "^alice$", "Found")
        window.toggle("Platforms", "linux/amd64", "linux/arm64")
        window.enter("Destination store", self.path("images"))
        self.session.picture("3-prepare")
        window.press("Review")
        review = window.dialog("Review")
        review.until_row("Images", "shop/database:15.4")
        review.until_row("Notices", r"2 of 4 platforms")
        self.session.picture("4-review")
        self.assertFalse(os.path.exists(self.path("images", "blobs")), "written before Start")
        review.press("Start")
        review.gone()

    def watch(self, images):
        """Bars move to 100 %."""
        window = self.window
        window.page(5, "Transfers")
        window.until_row("Jobs", r"100\s*%|Done", "Done|Finished|Copied")
        self.session.picture("5-transfers")

    def browse(self):
        window = self.window
        window.page(2, "Browse")
        window.press("Open store…")
        window.choose_folder(self.path("images"))
        window.until_row("Stores", re.escape(self.path("images")) + "|images")
        window.expand_all("Stores")
        window.until_row("Stores", r"1\.10")
        window.until_row("Stores", "linux/arm64")
        self.session.picture("6-browse")

    def compare(self):
        """With an older stick that has one of the images only."""
        subprocess.run([PROGRAM, "pull", "%s/%s" % (self.outside.host, WANTED[0]), "--to", self.path("older"), "--ca",
                        self.outside.ca, "--platform", "linux/amd64", "--platform", "linux/arm64", "--quiet"],
                       env={**self.session.environment, "STOWAGE_USERNAME": "alice", "STOWAGE_PASSWORD": PASSWORD},
                       check=True, stdin=subprocess.DEVNULL)
        window = self.window
        window.page(3, "Compare")
        window.enter("Left", self.path("images"))
        window.enter("Right", self.path("older"))
        window.press("Compare")
        window.says(r"(?i)2.*only.*left|only left.*2")
        window.expand_all("Differences")
        window.until_row("Differences", "shop/web|web")
        self.session.picture("7-compare")

    def push(self):
        window = self.window
        window.page(4, "Push")
        window.enter("Source", self.path("images"))
        window.enter("Match", "shop/(base|web)")
        window.enter("Target name", self.inside.host + "/mirror/{{repository}}:{{reference}}")
        window.until_row("Preview", "shop/web:2.1.0", re.escape(self.inside.host) + "/mirror/shop/web:2.1.0")
        self.assertEqual(len(window.rows("Preview")), 2)
        self.session.picture("8-push")
        window.press("Start")
        review = window.dialog("Review")
        review.until_row("Images", re.escape(self.inside.host))
        review.press("Start")
        review.gone()
        window.page(5, "Transfers")
        window.until_row("Jobs", re.escape(self.inside.host), "Done|Finished|Copied")
        self.session.picture("9-pushed")
        self.assertEqual(self.inside.digest("mirror/shop/web", "2.1.0"), self.outside.digest("shop/web", "2.1.0"))
        self.assertTrue(self.inside.digest("mirror/shop/base", "1.10").startswith("sha256:"))
        self.assertEqual(self.inside.repositories(), ["mirror/shop/base", "mirror/shop/web"])

    def restart(self):
        """The account is in the keyring, and nowhere in the clear."""
        self.assertEqual(self.window.unnamed(), [])
        self.assertEqual(self.window.quit(), 0)
        for folder, _, names in os.walk(self.session.home):
            for name in names:
                with open(os.path.join(folder, name), "rb") as held:
                    self.assertNotIn(PASSWORD.encode(), held.read(), os.path.join(folder, name))
        window = self.session.run([PROGRAM, self.path("images")])
        window.until_row("Stores", re.escape(self.path("images")) + "|images")
        window.page(1, "Prepare")
        window.enter("Image reference", self.outside.host + "/tools/check:1.0.3")
        window.press("Add")
        window.until_row("Images", "tools/check$", "^alice$", "Incomplete")  # has no arm64
        self.assertEqual(window.quit(), 0)

    def import_a_file(self):
        """A list given to the program is previewed, then stands on the Prepare page."""
        with open(self.path("release.txt"), "w", encoding="utf-8") as written:
            written.write("##shop\n%s/shop/web:2.1.0\n%s/shop/database:15.4\n" % ((self.outside.host,) * 2))
        window = self.session.run([PROGRAM, self.path("release.txt")])
        preview = window.dialog("Import")
        preview.until_row("Jobs", "shop/web:2.1.0")
        self.session.picture("10-import")
        preview.press("Add to Prepare")
        preview.gone()
        window.until_row("Images", "shop/web$", "^alice$")
        window.until_row("Images", "shop/database$", "^alice$")
        self.assertEqual(window.quit(), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2, warnings="ignore")
