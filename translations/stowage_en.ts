<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Arguments</name>
    <message>
        <source>where images come from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where images go; for push a name or template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a platform to take; repeatable; none takes everything, bytes unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refuse images that lack a platform, or take what there is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only images whose registry/repository:tag matches (RE2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>which KubeKey generation a store is written for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with --platform: keep the attestations of what is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fetch and push non-distributable layers too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blobs moved at once (default 4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show what would be done, write nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give up at once when another program writes to the store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write the JSON report there too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one JSON document on stdout; progress stays on stderr</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speak http to this registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>do not verify this registry&apos;s certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trust this CA file as well, for all registries or for one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fetch from there instead; names stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proxy for all registries (else https_proxy, http_proxy, no_proxy); &quot;none&quot; for none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read the password from standard input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show this help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show the version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fetch images from their registries into a store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>push the images of a store into a registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy between any two ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list the images of an end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show what differs between two ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read everything in a store and check every digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check an account and keep it in the keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forget an account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opens the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opens the window on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>END is a store (dir:PATH, or a path starting with /, ./, ../ or ~) or a registry (registry:HOST[/PREFIX], or a host with a dot or a port).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit status: 0 all done; 1 some images failed or were refused; 2 wrong usage; 3 could not start; 4 damage found; 130 interrupted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list, or any file that run takes: pulls the images it names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the value of a template variable in a file; repeatable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run tasks without these keys that would change them: when,loop,with_*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where image-syncer rules without destination lead (else DEFAULT_REGISTRY)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and in which namespace (else DEFAULT_NAMESPACE)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>carry out task files: KubeKey image tasks, image-syncer rules, lists, Kubernetes YAML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>account of the target registry, or of the only one; with --password-stdin</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImageFacts</name>
    <message>
        <source>Property</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OCI index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OCI manifest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Docker manifest list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Docker manifest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incomplete: something it needs is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manifest digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manifest type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Artifact type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotation %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobReport</name>
    <message>
        <source>Moved: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already there: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemText</name>
    <message>
        <source>An image needs %1, but its file is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not have the size its manifest promises.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content of %1 does not match its digest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest %1 is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest %1 is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tag file and the layout index disagree about %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No image uses %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tag leads to the manifest %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not belong into a store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is left over from an interrupted transfer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leftover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RegistryTestText</name>
    <message>
        <source>%1 answers without an account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answers and accepts the account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answers, but it gave no way to prove the account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a Harbor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is Harbor %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sentence</name>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (source)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (target)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The target registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not valid. Check the spelling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not valid%2. Correct it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be handled by this program%2. Leave it out or use another form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not exist at the source. Check the name, the tag and the account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not exist at the target. Check the name, the tag and the account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not exist. Check the name and the tag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The repository or project of %1 does not exist in %2. Create it there, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wants an account for %2. Add one on the Registries page or run stowage login %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refused the account. Check user name and password on the Registries page or run stowage login %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refused the account &apos;%2&apos;. Check user name and password on the Registries page or run stowage login %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account may not write %1 in %2. Ask for the right to push there, or use another account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account may not read %1 in %2. Ask for access, or use another account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 limits how often it may be asked. Try again in %2, or log in with an account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 limits how often it may be asked. Try again later, or log in with an account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is too large for %2. Raise the limit of the registry or of the proxy before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must not change: the tag is protected in %2. Choose another tag, or lift the rule there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quota of the project for %1 in %2 is used up. Free space there or raise the quota.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in read-only mode. Ask its administrator to end it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A policy of %1 blocks %2%3. Ask its administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has a fault of its own (status %2). Try again later; if it stays, tell its administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has a fault of its own. Try again later; if it stays, tell its administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The host name of %1 is unknown. Check the spelling, the network and the name server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not accept connections. Check host name and port, and that the registry runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to %1 broke off and did not come back. Check the network, then try again: what has arrived is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not answer in time. Check the network, a firewall or a proxy, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted. Give its CA file on the Registries page or with --ca FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 is for another name. Use the name in the certificate, or have it renewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid at this time. Check the clock of this machine, then have the certificate renewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made%2. Check the TLS settings on the Registries page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 speaks plain HTTP, not HTTPS. If that is meant, allow it on the Registries page or with --plain-http %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy on the way to %1 answered instead of the registry%2. Check the proxy settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something answers at %1, but it is not a container registry. Check host name and port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gave an answer that is not allowed%2. Try again; if it stays, tell its administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the target, %1 is not what was sent: its digest differs. Verify the target, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this machine, %1 is damaged: its digest differs. Verify the store and fetch it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source sent something else than %1: the digest differs. Try again; if it stays, the source is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the target, %1 does not have the promised size%2. Verify the target, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this machine, %1 does not have the promised size%2. Verify the store and fetch it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source sent %1 with another size than promised%2. Try again; if it stays, the source is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest of %1 is broken or ambiguous%2. Ask the publisher to rebuild the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in the old format of Docker (schema 1). Ask the publisher to rebuild it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the requested platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two images would both become %1%2. Change the target name so that they differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk of %1 is full. Free space or choose another folder, then try again: what has arrived is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written%2. Check its permissions or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read%2. Check that it exists and its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is writing to %1%2. Wait until it is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain of this machine cannot be used%1. Unlock it, or keep the account for this session only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted. What has arrived is kept; start again to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside this program%1. Please report it with the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not exist for %2%3. Ask for other platforms, or set the policy to warn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2 would both become %3. Change the target name so that they differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 would all become %2. Change the target name so that they differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not exist. Check the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no image in %1. Check that this is the right place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No image in %1 matches &apos;%2&apos;. Check the pattern.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of %1 is missing at the source: %2. Have the image pushed there again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is larger than this program reads%2. Ask its publisher to make it smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store is damaged at %1%2. Fetch the image into it again, or take another copy of the folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TaskText</name>
    <message>
        <source>Pull</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Push</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync</source>
        <extracomment>A copy from one registry to another.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>What is done (Pull, Push, …) and the title that the file gives it.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <extracomment>Where images come from and go to.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each image&apos;s registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder you choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the registry of each new name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an image that lacks a platform is refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of an image that lacks a platform the others are taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only names that match %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificates are not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every image of the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every image whose name matches %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, all tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, tags that match %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keeps its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, tags stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>below %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <extracomment>An account: user name and where it counts.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP when HTTPS is not spoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificate not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificate verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CA file %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>client certificate %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViewSetup</name>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>%1: the index is rewritten for %2 of %3 platforms. Its digest changes, signatures on the index will not match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is skipped: it is made for %2 only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has a manifest without a media type. KubeKey up to 4.0.3 would refuse the whole folder because of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1: %n layer(s) stay external, because their licence does not let registries hold them.</source>
        <translation>
            <numerusform>%1: %n layer stays external, because their licence does not let registries hold them.</numerusform>
            <numerusform>%1: %n layers stay external, because their licence does not let registries hold them.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 exists with another digest (%2) and will be overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the registry announces another media type than the manifest itself (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The destination has %1 free, and %2 are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mounted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped (no such platform)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::BrowseModel</name>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message>
        <source>Complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Config</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::BrowsePage</name>
    <message>
        <source>Browse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into the stores on this machine: what is there, and whether it is whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The verification was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open store…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder with images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verif&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the whole store and check every digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected images to another store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close s&amp;tore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the store off this list. Nothing is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fi&amp;lter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of a name or tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No store was opened yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open store…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No store is open. Open the folder that holds your images, or drop it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a store</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Copy %n image(s) to a store</source>
        <translation>
            <numerusform>Copy %n image to a store</numerusform>
            <numerusform>Copy %n images to a store</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 is damaged in %n place(s).</source>
        <translation>
            <numerusform>%1 is damaged in %n place.</numerusform>
            <numerusform>%1 is damaged in %n places.</numerusform>
        </translation>
    </message>
    <message>
        <source>Store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was noticed while reading the store. Verify reads every byte.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noticed while reading the store. Verify reads every byte.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) with %1 were read.</source>
        <translation>
            <numerusform>%n file with %1 was read.</numerusform>
            <numerusform>%n files with %1 were read.</numerusform>
        </translation>
    </message>
    <message>
        <source>Every digest matches: the store is whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These problems were found:</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%L1 of %n image(s)</source>
        <translation>
            <numerusform>%L1 of %n image</numerusform>
            <numerusform>%L1 of %n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stowage::BusyBar</name>
    <message>
        <source>Busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::CheckList</name>
    <message>
        <source>%1: %2</source>
        <extracomment>State of a check and its sentence, for screen readers.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::Commands</name>
    <message numerus="yes">
        <source>Reading the manifests of %n image(s)…</source>
        <translation>
            <numerusform>Reading the manifests of %n image…</numerusform>
            <numerusform>Reading the manifests of %n images…</numerusform>
        </translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 blobs to transfer: %3; already there: %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 copied, %2 already there, %3 failed, %4 refused; %5 transferred in %6 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 only left, %2 only right, %3 different, %4 the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 blobs, %2 read: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the store is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every digest is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 accepted the account; it is kept in the keychain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: %1: %2 has no effect here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: the accounts in the files count for this run only: %1. stowage login keeps an account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Note: %n value(s) that only look like images are left out.</source>
        <translation>
            <numerusform>Note: %n value that only looks like an image is left out.</numerusform>
            <numerusform>Note: %n values that only look like images are left out.</numerusform>
        </translation>
    </message>
    <message>
        <source>Task %1 of %2: %3 %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All tasks:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: %1 also says targets, platforms or accounts. They count with stowage run; pull --file takes the names only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: %1: this task (%2 %3) is understood; nothing was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) skipped: they have no wanted platform.</source>
        <translation>
            <numerusform>%n image skipped: it has no wanted platform.</numerusform>
            <numerusform>%n images skipped: they have no wanted platform.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) cancelled; run the same command again to go on from there.</source>
        <translation>
            <numerusform>%n image cancelled; run the same command again to go on from there.</numerusform>
            <numerusform>%n images cancelled; run the same command again to go on from there.</numerusform>
        </translation>
    </message>
    <message>
        <source>A single command takes the account by --username and --password-stdin, or by STOWAGE_USERNAME and STOWAGE_PASSWORD.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No account of %1 is kept any more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what differs between two stores or registries, and copy what is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the &amp;different ones too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their tags on the right move to what the left has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;missing to right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy to the right what only the left has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;wap left and right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ilter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the left folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two folders or registries above, then compare them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading both sides…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n image(s), %1</source>
        <extracomment>Number of images and their bytes.</extracomment>
        <translation>
            <numerusform>%n image, %1</numerusform>
            <numerusform>%n images, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Only left: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only right: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Different: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::ComparisonModel</name>
    <message numerus="yes">
        <source>Only left: %n image(s)</source>
        <translation>
            <numerusform>Only left: %n image</numerusform>
            <numerusform>Only left: %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only right: %n image(s)</source>
        <translation>
            <numerusform>Only right: %n image</numerusform>
            <numerusform>Only right: %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Different: %n image(s)</source>
        <translation>
            <numerusform>Different: %n image</numerusform>
            <numerusform>Different: %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Same: %n image(s)</source>
        <translation>
            <numerusform>Same: %n image</numerusform>
            <numerusform>Same: %n images</numerusform>
        </translation>
    </message>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digest left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digest right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::Console</name>
    <message>
        <source>%1 of %2, %3, %4 of %5 images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stowage --help shows how it is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying again: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>STOWAGE_USERNAME is not used: it is not clear which registry it is for. Use stowage login.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::DigestLabel</name>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::EndChooser</name>
    <message>
        <source>Folder with images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder with images, or registry:host/prefix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::ErrorDetails</name>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::ImageDetailsPane</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Config</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <extracomment>Tab title with the number of problems.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the beginning only. The whole has %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select an image on the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An index has no config. Select a platform below it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The config is missing, too large, or not that of an image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems (%L1)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::ImportAccountsModel</name>
    <message>
        <source>No password in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep in the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep in the keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account or connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found in</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::ImportDialog</name>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has no effect here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems and accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is ticked is kept. The rest counts for these jobs only, until the program ends. Passwords are not shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add &amp;file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These files name nothing to copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Problems (%L1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;ccounts (%L1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I&amp;gnored (%L1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be used: see the problems below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for the answers above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not used: %1 is not evaluated here. Allow it above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add to Prepare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open in Push</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts only: tick those to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job can be used yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for the keychain…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No keychain is reachable: the accounts are kept for this session only.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::ImportModel</name>
    <message numerus="yes">
        <source>%1 (%L2 of %n image(s))</source>
        <extracomment>A job, how many of its images are ticked, and how many there are.</extracomment>
        <translation>
            <numerusform>%1 (%L2 of %n image)</numerusform>
            <numerusform>%1 (%L2 of %n images)</numerusform>
        </translation>
    </message>
    <message>
        <source>Without a group</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message>
        <source>Job and images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens, name there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found in</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::ImportQuestions</name>
    <message>
        <source>Questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files leave something open:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Use these answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used by %1 in %2</source>
        <extracomment>Where a template variable is used: key and place in the file.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of this variable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run “%1” all the same (%2 is not evaluated)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default re&amp;gistry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where images with an empty destination go, such as hub.local:5000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default &amp;namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images come &amp;from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images go &amp;into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on without %1 (it names other files)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::ImportQueue</name>
    <message>
        <source>The next job reads what is being written now: it follows when that is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n further job(s) of the file were not started.</source>
        <translation>
            <numerusform>%n further job of the file was not started.</numerusform>
            <numerusform>%n further jobs of the file were not started.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stowage::InterruptedBar</name>
    <message>
        <source>Interrupted work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget this job. What was fetched stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>A push was interrupted: %n image(s), %1 left.</source>
        <translation>
            <numerusform>A push was interrupted: %n image, %1 left.</numerusform>
            <numerusform>A push was interrupted: %n images, %1 left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A pull was interrupted: %n image(s), %1 left.</source>
        <translation>
            <numerusform>A pull was interrupted: %n image, %1 left.</numerusform>
            <numerusform>A pull was interrupted: %n images, %1 left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A copy was interrupted: %n image(s), %1 left.</source>
        <translation>
            <numerusform>A copy was interrupted: %n image, %1 left.</numerusform>
            <numerusform>A copy was interrupted: %n images, %1 left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stowage::JobExport</name>
    <message>
        <source>Saved to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to save on this page yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KubeKey tasks (*.yaml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>image-syncer rules and accounts (*.yaml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skopeo sync (*.yaml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of images (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock file: list with digests (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::LookUpSheet</name>
    <message>
        <source>Look up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on with the next job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking what is there…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::MainWindow</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the transfers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n job running</numerusform>
            <numerusform>%n jobs running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n paused</numerusform>
            <numerusform>%n paused</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a store</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are still running.</source>
        <translation>
            <numerusform>%n job is still running.</numerusform>
            <numerusform>%n jobs are still running.</numerusform>
        </translation>
    </message>
    <message>
        <source>What has arrived stays. The next start offers to go on with the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open store…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Stowage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Stowage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carries container images across an air gap.
Free software under the Apache License 2.0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task files and lists (*.yaml *.yml *.json *.txt *.list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save job…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::PlanModel</name>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same image stands there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands at %1 now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::PlatformPicker</name>
    <message>
        <source>&amp;Platforms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other, such as linux/arm/v6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None checked: every platform is taken, bytes unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the checked platforms are taken.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::PrepareModel</name>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag or digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platforms found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>anonymous</source>
        <extracomment>No account was used to read the image.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <extracomment>An account is needed and none is known.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not built for %1: will be refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not built for %1: the others are taken.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::PreparePage</name>
    <message numerus="yes">
        <source>add %n image(s)</source>
        <translation>
            <numerusform>add %n image</numerusform>
            <numerusform>add %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>remove %n image(s)</source>
        <translation>
            <numerusform>remove %n image</numerusform>
            <numerusform>remove %n images</numerusform>
        </translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the images to fetch, their platforms and the folder they go to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Image reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nginx:1.27, a list, or a docker pull line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of the destination store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ima&amp;ges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fi&amp;lter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No images yet. Type a reference above, paste a list, or drop text here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If a platform is missi&amp;ng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refuse the image (strict)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take what there is (warn)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destination &amp;store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destination store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more line(s)</source>
        <translation>
            <numerusform>and %n more line</numerusform>
            <numerusform>and %n more lines</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the destination store</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in all platforms</source>
        <extracomment>The sum of the sizes of all platforms of the images found so far.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n with a problem</source>
        <translation>
            <numerusform>%n with a problem</numerusform>
            <numerusform>%n with a problem</numerusform>
        </translation>
    </message>
    <message>
        <source>choose a destination store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Impor&amp;t…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read task files, lists and other files that name images</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>import %n image(s)</source>
        <translation>
            <numerusform>import %n image</numerusform>
            <numerusform>import %n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stowage::PushPage</name>
    <message>
        <source>Push</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring images from a store into a registry, under the names you choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chec&amp;k registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the registry whether it answers and accepts the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review what will be copied, then start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sou&amp;rce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular expression on the source&apos;s name; empty takes all images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host, such as hub.local:5000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Target registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target &amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previe&amp;w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a source store and a target name above: here stands which image becomes what.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks and options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If a platform is missin&amp;g</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refuse the image (strict)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take what there is (warn)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A prefix, an exact name with tag, or a template with {{registry}}, {{repository}} and {{reference}}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A prefix: each image keeps its repository and tag below it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An exact name: for one image. Match must select just that one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A template: the parts in {{ }} are filled from each image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No source is chosen yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source is being read…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source holds no image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) of the source are incomplete.</source>
        <translation>
            <numerusform>%n image of the source is incomplete.</numerusform>
            <numerusform>%n images of the source are incomplete.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The source holds %n complete image(s).</source>
        <translation>
            <numerusform>The source holds %n complete image.</numerusform>
            <numerusform>The source holds %n complete images.</numerusform>
        </translation>
    </message>
    <message>
        <source>Match selects no image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No target name yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n target name(s) are valid and distinct.</source>
        <translation>
            <numerusform>%n target name is valid and distinct.</numerusform>
            <numerusform>%n target names are valid and distinct.</numerusform>
        </translation>
    </message>
    <message>
        <source>No target registry yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not asked yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is being asked…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%L1 of %n image(s), %2</source>
        <translation>
            <numerusform>%L1 of %n image, %2</numerusform>
            <numerusform>%L1 of %n images, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stowage::PushPreviewModel</name>
    <message>
        <source>Another image has this target too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::RegistriesModel</name>
    <message>
        <source>Plain HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTPS, not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTPS, CA file %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anonymous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not tested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed, %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::RegistriesPage</name>
    <message>
        <source>Registries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts, certificates and mirrors of the registries you use, and what they hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add &amp;registry…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;dit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the registry whether it answers and accepts the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List rep&amp;ositories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to &amp;Prepare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;gistries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No registry is known yet. Public images need none; add one for an account or a certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fi&amp;lter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, or a repository and Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List what it holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No keychain can be reached. Kept for this session only, and forgotten when Stowage closes: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings of %1 go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also from the keychain goes: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing changes in the registry itself, and no image is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a registry on the left to see what it holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the repositories and tags of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 names no repository. Type one above and press Enter to see its tags.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::RegistryDialog</name>
    <message>
        <source>Edit registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host, such as hub.local:5000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account sc&amp;ope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account scope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole registry, or a namespace such as team-a</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty for anonymous access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass&amp;word or token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password or token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain &amp;HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;kip verification of the certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;A file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CA file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PEM file, trusted for this registry only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client &amp;certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client ke&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system says; none; or http://proxy:3128</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fetch via</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch via</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host and prefix of a mirror; names stay as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates and keys (*.pem *.crt *.cer *.key)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept; type to replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is being asked…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password or token of %1 is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the keychain…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without encryption anybody on the way can read the password and change the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unverified, anybody on the way can pretend to be this registry, read the password and change the images. A CA file is the safe way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is encrypted and the registry&apos;s certificate is verified.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::RemoteModel</name>
    <message>
        <source>Repositories and tags</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::ReviewSheet</name>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the manifests and looking what is there already…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mounted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unique blobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inde&amp;x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the chosen platforms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen platforms with attestations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every platform, bytes unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on without the refused images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) will be copied</source>
        <translation>
            <numerusform>%n image will be copied</numerusform>
            <numerusform>%n images will be copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n overwritten</source>
        <translation>
            <numerusform>%n overwritten</numerusform>
            <numerusform>%n overwritten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n already there</source>
        <translation>
            <numerusform>%n already there</numerusform>
            <numerusform>%n already there</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n blob(s)</source>
        <translation>
            <numerusform>%1 in %n blob</numerusform>
            <numerusform>%1 in %n blobs</numerusform>
        </translation>
    </message>
    <message>
        <source>There is not enough space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every image was refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some images were refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n without such a platform</source>
        <translation>
            <numerusform>%n without such a platform</numerusform>
            <numerusform>%n without such a platform</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stowage::TransfersModel</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) to %1</source>
        <translation>
            <numerusform>%n image to %1</numerusform>
            <numerusform>%n images to %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Config %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::TransfersPage</name>
    <message>
        <source>Transfers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What runs now and what ran since the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose &amp;images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been transferred yet. Choose images to fetch them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry faile&amp;d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rep&amp;ort…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear fi&amp;nished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Finished, but %n image(s) failed.</source>
        <translation>
            <numerusform>Finished, but %n image failed.</numerusform>
            <numerusform>Finished, but %n images failed.</numerusform>
        </translation>
    </message>
    <message>
        <source>Finished: %1 moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) failed. The first: %1</source>
        <translation>
            <numerusform>%n image failed. The first: %1</numerusform>
            <numerusform>%n images failed. The first: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report saved to %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stowage::VerifyBar</name>
    <message>
        <source>Verification progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>Bytes done of bytes in all.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
