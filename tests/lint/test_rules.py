#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every rule of rules.py finds a planted violation, and stays silent on the same code without it."""
import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import rules  # noqa: E402

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"

# path, text, the rule that must speak up (None: silence)
ROWS = [
    ("core/oci/a.cpp", SPDX + '#include "oci/digest.h"\n#include "base/error.h"\n', None),
    ("core/oci/a.cpp", SPDX + '#include "copy/plan.h"\n', "arrows"),
    ("core/oci/a.cpp", SPDX + '#  include "http/session.h"\n', "arrows"),
    ("core/http/a.cpp", SPDX + '#include "base/error.h"\n#include <QNetworkReply>\n', None),
    ("core/registry/a.cpp", SPDX + "#include <QNetworkReply>\n", "arrows"),
    ("core/registry/a.cpp", SPDX + "#include <QNetworkAccessManager>\n", "arrows"),
    ("core/store/a.cpp", SPDX + '#include "registry/client.h"\n', "arrows"),
    ("core/store/a.cpp", SPDX + "#include <yaml-cpp/yaml.h>\n", "arrows"),
    ("core/copy/a.h", SPDX + "#pragma once\n#include <QWidget>\n", "arrows"),
    ("core/service/a.cpp", SPDX + '#include "transfer/engine.h"\n', None),
    ("core/service/a.cpp", SPDX + '#include "ui/pages/page.h"\n', "arrows"),
    ("core/cellar/a.cpp", SPDX, "arrows"),
    ("core/oci/a.cpp", SPDX + '#include "digest.h"\n', "arrows"),
    ("ui/pages/a.cpp", SPDX + '#include "ui/widgets/w.h"\n#include "service/service.h"\n#include <QWidget>\n', None),
    ("ui/pages/a.cpp", SPDX + '#include "transfer/engine.h"\n', "arrows"),
    ("ui/pages/a.cpp", SPDX + '#include "async/clock.h"\n', "arrows"),
    ("app/main.cpp", SPDX + '#include "store/store.h"\n', "arrows"),
    ("core/oci/CMakeLists.txt", "# SPDX-License-Identifier: Apache-2.0\nstowage_room(oci PUBLIC Stowage::base)\n", None),
    ("core/oci/CMakeLists.txt", "# SPDX-License-Identifier: Apache-2.0\nstowage_room(oci PRIVATE Stowage::http)\n",
     "arrows"),
    ("ui/CMakeLists.txt", "# SPDX-License-Identifier: Apache-2.0\ntarget_link_libraries(x PUBLIC stowage_store)\n",
     "arrows"),
    ("core/oci/a.cpp", "int x;\n", "spdx"),
    ("core/oci/a.h", SPDX + "int x;\n", "once"),
    ("core/oci/a.cpp", SPDX + "int x;\n" * 600, "length"),
    ("core/async/a.cpp", SPDX + "QEventLoop loop;\n", "nested-loop"),
    ("core/async/a.cpp", SPDX + "// a QEventLoop would be wrong\n", None),
    ("core/async/a.cpp", SPDX + 'auto text = "QEventLoop";\n', None),
    ("ui/pages/a.cpp", SPDX + "QCoreApplication::processEvents();\n", "nested-loop"),
    ("core/http/a.cpp", SPDX + "socket->waitForConnected(1);\n", "blocking-wait"),
    ("core/service/a.cpp", SPDX + "future.waitForFinished(); // lint: allow blocking-wait, the thread is ending\n", None),
    ("core/service/a.cpp", SPDX + "future.waitForFinished(); // lint: allow blocking-wait\n", "blocking-wait"),
    ("core/service/a.cpp", SPDX + "future.waitForFinished(); // lint: allow sleep, wrong rule\n", "blocking-wait"),
    ("core/store/a.cpp", SPDX + "std::this_thread::sleep_for(1s);\n", "sleep"),
    ("core/store/a.cpp", SPDX + "QThread::msleep(5);\n", "sleep"),
    ("core/async/a.cpp", SPDX + "co_await clock.sleep(d, stop);\nTask M::sleep(int);\n", None),
    ("core/async/a.h", SPDX + "#pragma once\nQCoro::Task<void> f(QString text, std::stop_token stop);\n", None),
    ("core/async/a.h", SPDX + "#pragma once\nQCoro::Task<void> f(Gate &gate, QList<int> list);\n", None),
    ("core/async/a.h", SPDX + "#pragma once\nQCoro::Task<QList<int>> f(int a,\n    const QString &text);\n", "coroutine"),
    ("core/async/a.cpp", SPDX + "QCoro::Task<void> A::f(QString &&text)\n{\n}\n", "coroutine"),
    ("ui/pages/a.cpp", SPDX + "dialog->exec();\n", "modal"),
    ("ui/pages/a.cpp", SPDX + "QMessageBox::warning(this, a, b);\n", "modal"),
    ("ui/pages/a.cpp", SPDX + "dialog->open();\n", None),
    ("app/main.cpp", SPDX + "return app.exec();\n", None),
    ("core/oci/a.cpp", SPDX + "int   x  ;\n", "format"),
    ("tools/x.sh", "# SPDX-License-Identifier: Apache-2.0\nif true; then\n", "shell"),
]


class Rules(unittest.TestCase):
    def test_rows(self):
        for path, text, expected in ROWS:
            with self.subTest(path=path, text=text, expected=expected), tempfile.TemporaryDirectory() as root:
                target = os.path.join(root, path)
                os.makedirs(os.path.dirname(target))
                with open(target, "w", encoding="utf-8") as out:
                    out.write(text)
                found = rules.check_tree(root, with_tools=expected == "format")
                if expected is None:
                    self.assertEqual(found, [])
                else:
                    self.assertTrue(any(": %s: " % expected in line for line in found), found)

    def test_table_has_no_cycle(self):
        for room in rules.ARROWS:
            for other in rules.closure(room) - {room}:
                self.assertNotIn(room, rules.closure(other), "%s and %s look at each other" % (room, other))


if __name__ == "__main__":
    unittest.main()
