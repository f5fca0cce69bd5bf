<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Arguments</name>
    <message>
        <source>where images come from</source>
        <translation>镜像的来源</translation>
    </message>
    <message>
        <source>where images go; for push a name or template</source>
        <translation>镜像的去处；推送时为名称或模板</translation>
    </message>
    <message>
        <source>a platform to take; repeatable; none takes everything, bytes unchanged</source>
        <translation>要取的平台；可重复；不给则全部照原样取</translation>
    </message>
    <message>
        <source>refuse images that lack a platform, or take what there is</source>
        <translation>镜像缺少平台时：拒绝，或有什么取什么</translation>
    </message>
    <message>
        <source>only images whose registry/repository:tag matches (RE2)</source>
        <translation>只取“镜像仓库/仓库:标签”匹配的镜像（RE2 语法）</translation>
    </message>
    <message>
        <source>which KubeKey generation a store is written for</source>
        <translation>按哪一代 KubeKey 的布局写镜像目录</translation>
    </message>
    <message>
        <source>with --platform: keep the attestations of what is kept</source>
        <translation>与 --platform 同用：保留所取平台的证明</translation>
    </message>
    <message>
        <source>fetch and push non-distributable layers too</source>
        <translation>不可再分发的层也拉取和推送</translation>
    </message>
    <message>
        <source>blobs moved at once (default 4)</source>
        <translation>同时传输的数据块数（默认 4）</translation>
    </message>
    <message>
        <source>show what would be done, write nothing</source>
        <translation>只显示将要做什么，不写入任何内容</translation>
    </message>
    <message>
        <source>give up at once when another program writes to the store</source>
        <translation>如果别的程序正在写入该镜像目录，立即放弃</translation>
    </message>
    <message>
        <source>write the JSON report there too</source>
        <translation>把 JSON 报告也写到该文件</translation>
    </message>
    <message>
        <source>one JSON document on stdout; progress stays on stderr</source>
        <translation>在标准输出给出一份 JSON 文档；进度仍走标准错误</translation>
    </message>
    <message>
        <source>no progress</source>
        <translation>不显示进度</translation>
    </message>
    <message>
        <source>speak http to this registry</source>
        <translation>用 http 访问该镜像仓库</translation>
    </message>
    <message>
        <source>do not verify this registry&apos;s certificate</source>
        <translation>不验证该镜像仓库的证书</translation>
    </message>
    <message>
        <source>trust this CA file as well, for all registries or for one</source>
        <translation>另外信任该 CA 文件，对所有或某个镜像仓库</translation>
    </message>
    <message>
        <source>fetch from there instead; names stay</source>
        <translation>改从该处拉取；名称不变</translation>
    </message>
    <message>
        <source>proxy for all registries (else https_proxy, http_proxy, no_proxy); &quot;none&quot; for none</source>
        <translation>所有镜像仓库的代理（否则按 https_proxy、http_proxy、no_proxy）；“none”表示不用</translation>
    </message>
    <message>
        <source>read the password from standard input</source>
        <translation>从标准输入读取密码</translation>
    </message>
    <message>
        <source>show this help</source>
        <translation>显示本帮助</translation>
    </message>
    <message>
        <source>show the version</source>
        <translation>显示版本</translation>
    </message>
    <message>
        <source>fetch images from their registries into a store</source>
        <translation>从镜像仓库拉取镜像到镜像目录</translation>
    </message>
    <message>
        <source>push the images of a store into a registry</source>
        <translation>把镜像目录中的镜像推送到镜像仓库</translation>
    </message>
    <message>
        <source>copy between any two ends</source>
        <translation>在任意两个端点之间复制</translation>
    </message>
    <message>
        <source>list the images of an end</source>
        <translation>列出一个端点的镜像</translation>
    </message>
    <message>
        <source>show what differs between two ends</source>
        <translation>显示两个端点的差异</translation>
    </message>
    <message>
        <source>read everything in a store and check every digest</source>
        <translation>读取镜像目录的全部内容并核对每个摘要</translation>
    </message>
    <message>
        <source>check an account and keep it in the keychain</source>
        <translation>检查账号并保存到密钥环</translation>
    </message>
    <message>
        <source>forget an account</source>
        <translation>删除保存的账号</translation>
    </message>
    <message>
        <source>opens the window</source>
        <translation>打开窗口</translation>
    </message>
    <message>
        <source>opens the window on it</source>
        <translation>在窗口中打开它</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>END is a store (dir:PATH, or a path starting with /, ./, ../ or ~) or a registry (registry:HOST[/PREFIX], or a host with a dot or a port).</source>
        <translation>END（端点）是镜像目录（dir:PATH，或以 /、./、../、~ 开头的路径）或镜像仓库（registry:HOST[/PREFIX]，或带点号或端口的主机名）。</translation>
    </message>
    <message>
        <source>Exit status: 0 all done; 1 some images failed or were refused; 2 wrong usage; 3 could not start; 4 damage found; 130 interrupted.</source>
        <translation>退出码：0 全部完成；1 有镜像失败或被拒绝；2 用法错误；3 无法开始；4 发现损坏；130 被中断。</translation>
    </message>
    <message>
        <source>a list, or any file that run takes: pulls the images it names</source>
        <translation>列表文件，或 run 接受的任何文件：拉取其中列出的镜像</translation>
    </message>
    <message>
        <source>the value of a template variable in a file; repeatable</source>
        <translation>文件中模板变量的值；可重复</translation>
    </message>
    <message>
        <source>run tasks without these keys that would change them: when,loop,with_*</source>
        <translation>忽略任务中会改变其内容的这些键并照常执行：when,loop,with_*</translation>
    </message>
    <message>
        <source>where image-syncer rules without destination lead (else DEFAULT_REGISTRY)</source>
        <translation>image-syncer 规则未写目标时使用的镜像仓库（否则取 DEFAULT_REGISTRY）</translation>
    </message>
    <message>
        <source>and in which namespace (else DEFAULT_NAMESPACE)</source>
        <translation>及其命名空间（否则取 DEFAULT_NAMESPACE）</translation>
    </message>
    <message>
        <source>carry out task files: KubeKey image tasks, image-syncer rules, lists, Kubernetes YAML</source>
        <translation>执行任务文件：KubeKey 的 image 任务、image-syncer 规则、镜像列表、Kubernetes YAML</translation>
    </message>
    <message>
        <source>account of the target registry, or of the only one; with --password-stdin</source>
        <translation>目标镜像仓库（或唯一的镜像仓库）的账号，与 --password-stdin 一起使用</translation>
    </message>
</context>
<context>
    <name>ImageFacts</name>
    <message>
        <source>Property</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>生成命令</translation>
    </message>
    <message>
        <source>OCI index</source>
        <translation>OCI 索引</translation>
    </message>
    <message>
        <source>OCI manifest</source>
        <translation>OCI 清单</translation>
    </message>
    <message>
        <source>Docker manifest list</source>
        <translation>Docker 清单列表</translation>
    </message>
    <message>
        <source>Docker manifest</source>
        <translation>Docker 清单</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>引用</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>Incomplete: something it needs is missing</source>
        <translation>不完整：缺少所需内容</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Manifest digest</source>
        <translation>清单摘要</translation>
    </message>
    <message>
        <source>Manifest type</source>
        <translation>清单类型</translation>
    </message>
    <message>
        <source>Artifact type</source>
        <translation>制品类型</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Entry point</source>
        <translation>入口</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Working folder</source>
        <translation>工作目录</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>卷</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation>标注 %1</translation>
    </message>
    <message>
        <source>Annotation %1</source>
        <translation>注解 %1</translation>
    </message>
    <message>
        <source>External</source>
        <translation>外部</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>存在</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
</context>
<context>
    <name>JobReport</name>
    <message>
        <source>Moved: %1</source>
        <translation>已传输：%1</translation>
    </message>
    <message>
        <source>Already there: %1</source>
        <translation>已存在：%1</translation>
    </message>
    <message>
        <source>Time: %1</source>
        <translation>用时：%1</translation>
    </message>
</context>
<context>
    <name>ProblemText</name>
    <message>
        <source>An image needs %1, but its file is missing.</source>
        <translation>有镜像需要 %1，但其文件缺失。</translation>
    </message>
    <message>
        <source>%1 does not have the size its manifest promises.</source>
        <translation>%1 的大小与清单所述不符。</translation>
    </message>
    <message>
        <source>The content of %1 does not match its digest.</source>
        <translation>%1 的内容与其摘要不符。</translation>
    </message>
    <message>
        <source>The manifest %1 is missing.</source>
        <translation>清单 %1 缺失。</translation>
    </message>
    <message>
        <source>The manifest %1 is damaged.</source>
        <translation>清单 %1 已损坏。</translation>
    </message>
    <message>
        <source>The tag file and the layout index disagree about %1.</source>
        <translation>标签文件与布局索引对 %1 的记录不一致。</translation>
    </message>
    <message>
        <source>No image uses %1.</source>
        <translation>没有镜像使用 %1。</translation>
    </message>
    <message>
        <source>No tag leads to the manifest %1.</source>
        <translation>没有标签指向清单 %1。</translation>
    </message>
    <message>
        <source>%1 does not belong into a store.</source>
        <translation>%1 不属于镜像目录。</translation>
    </message>
    <message>
        <source>%1 is left over from an interrupted transfer.</source>
        <translation>%1 是中断的传输留下的。</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 无法读取。</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>Leftover</source>
        <translation>残留</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>RegistryTestText</name>
    <message>
        <source>%1 answers without an account.</source>
        <translation>%1 可访问，未使用账号。</translation>
    </message>
    <message>
        <source>%1 answers and accepts the account.</source>
        <translation>%1 可访问，账号有效。</translation>
    </message>
    <message>
        <source>%1 answers, but it gave no way to prove the account.</source>
        <translation>%1 可访问，但无法验证账号。</translation>
    </message>
    <message>
        <source>It is a Harbor.</source>
        <translation>它是 Harbor。</translation>
    </message>
    <message>
        <source>It is Harbor %1.</source>
        <translation>它是 Harbor %1。</translation>
    </message>
</context>
<context>
    <name>Sentence</name>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>The registry</source>
        <translation>镜像仓库</translation>
    </message>
    <message>
        <source>%1 (source)</source>
        <translation>%1（源端）</translation>
    </message>
    <message>
        <source>%1 (target)</source>
        <translation>%1（目标端）</translation>
    </message>
    <message>
        <source>The source registry</source>
        <translation>源镜像仓库</translation>
    </message>
    <message>
        <source>The target registry</source>
        <translation>目标镜像仓库</translation>
    </message>
    <message>
        <source>the image</source>
        <translation>该镜像</translation>
    </message>
    <message>
        <source>the content</source>
        <translation>该内容</translation>
    </message>
    <message>
        <source>the folder</source>
        <translation>该文件夹</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not valid. Check the spelling.</source>
        <translation>“%1”无效。请检查写法。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not valid%2. Correct it and try again.</source>
        <translation>“%1”无效%2。请更正后重试。</translation>
    </message>
    <message>
        <source>%1 cannot be handled by this program%2. Leave it out or use another form.</source>
        <translation>本程序无法处理 %1%2。请去掉它或换一种形式。</translation>
    </message>
    <message>
        <source>%1 does not exist at the source. Check the name, the tag and the account.</source>
        <translation>源端没有 %1。请检查名称、标签和账号。</translation>
    </message>
    <message>
        <source>%1 does not exist at the target. Check the name, the tag and the account.</source>
        <translation>目标端没有 %1。请检查名称、标签和账号。</translation>
    </message>
    <message>
        <source>%1 does not exist. Check the name and the tag.</source>
        <translation>%1 不存在。请检查名称和标签。</translation>
    </message>
    <message>
        <source>The repository or project of %1 does not exist in %2. Create it there, then try again.</source>
        <translation>%2 中没有 %1 所属的仓库或项目。请先在那里创建，然后重试。</translation>
    </message>
    <message>
        <source>%1 wants an account for %2. Add one on the Registries page or run stowage login %3.</source>
        <translation>%1 要求用账号访问 %2。请在“镜像仓库”页添加账号，或运行 stowage login %3。</translation>
    </message>
    <message>
        <source>%1 refused the account. Check user name and password on the Registries page or run stowage login %2.</source>
        <translation>%1 拒绝了该账号。请在“镜像仓库”页检查用户名和密码，或运行 stowage login %2。</translation>
    </message>
    <message>
        <source>%1 refused the account &apos;%2&apos;. Check user name and password on the Registries page or run stowage login %3.</source>
        <translation>%1 拒绝了账号“%2”。请在“镜像仓库”页检查用户名和密码，或运行 stowage login %3。</translation>
    </message>
    <message>
        <source>The account may not write %1 in %2. Ask for the right to push there, or use another account.</source>
        <translation>该账号无权在 %2 写入 %1。请申请推送权限，或换用其他账号。</translation>
    </message>
    <message>
        <source>The account may not read %1 in %2. Ask for access, or use another account.</source>
        <translation>该账号无权在 %2 读取 %1。请申请访问权限，或换用其他账号。</translation>
    </message>
    <message>
        <source>%1 limits how often it may be asked. Try again in %2, or log in with an account.</source>
        <translation>%1 限制了访问频率。请在 %2后重试，或用账号登录。</translation>
    </message>
    <message>
        <source>%1 limits how often it may be asked. Try again later, or log in with an account.</source>
        <translation>%1 限制了访问频率。请稍后重试，或用账号登录。</translation>
    </message>
    <message>
        <source>%1 is too large for %2. Raise the limit of the registry or of the proxy before it.</source>
        <translation>%1 对 %2 来说太大。请提高该镜像仓库或其前面代理的上限。</translation>
    </message>
    <message>
        <source>%1 must not change: the tag is protected in %2. Choose another tag, or lift the rule there.</source>
        <translation>%1 不可更改：该标签在 %2 中受保护。请换一个标签，或在那里取消该规则。</translation>
    </message>
    <message>
        <source>The quota of the project for %1 in %2 is used up. Free space there or raise the quota.</source>
        <translation>%1 在 %2 中的项目配额已用完。请在那里释放空间或提高配额。</translation>
    </message>
    <message>
        <source>%1 is in read-only mode. Ask its administrator to end it, then try again.</source>
        <translation>%1 处于只读模式。请让管理员解除后重试。</translation>
    </message>
    <message>
        <source>A policy of %1 blocks %2%3. Ask its administrator.</source>
        <translation>%1 的策略阻止了 %2%3。请联系管理员。</translation>
    </message>
    <message>
        <source>%1 has a fault of its own (status %2). Try again later; if it stays, tell its administrator.</source>
        <translation>%1 自身出错（状态码 %2）。请稍后重试；若一直如此，请告知管理员。</translation>
    </message>
    <message>
        <source>%1 has a fault of its own. Try again later; if it stays, tell its administrator.</source>
        <translation>%1 自身出错。请稍后重试；若一直如此，请告知管理员。</translation>
    </message>
    <message>
        <source>The host name of %1 is unknown. Check the spelling, the network and the name server.</source>
        <translation>找不到主机 %1。请检查写法、网络和域名服务器。</translation>
    </message>
    <message>
        <source>%1 does not accept connections. Check host name and port, and that the registry runs.</source>
        <translation>%1 不接受连接。请检查主机名和端口，并确认镜像仓库正在运行。</translation>
    </message>
    <message>
        <source>The connection to %1 broke off and did not come back. Check the network, then try again: what has arrived is kept.</source>
        <translation>与 %1 的连接中断且未能恢复。请检查网络后重试：已收到的内容会保留。</translation>
    </message>
    <message>
        <source>%1 did not answer in time. Check the network, a firewall or a proxy, then try again.</source>
        <translation>%1 未及时应答。请检查网络、防火墙或代理后重试。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted. Give its CA file on the Registries page or with --ca FILE.</source>
        <translation>%1 的证书不受信任。请在“镜像仓库”页或用 --ca FILE 指定其 CA 文件。</translation>
    </message>
    <message>
        <source>The certificate of %1 is for another name. Use the name in the certificate, or have it renewed.</source>
        <translation>%1 的证书属于另一个名称。请使用证书中的名称，或重新签发证书。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid at this time. Check the clock of this machine, then have the certificate renewed.</source>
        <translation>%1 的证书当前不在有效期内。请先检查本机时钟，再重新签发证书。</translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made%2. Check the TLS settings on the Registries page.</source>
        <translation>无法与 %1 建立安全连接%2。请检查“镜像仓库”页的 TLS 设置。</translation>
    </message>
    <message>
        <source>%1 speaks plain HTTP, not HTTPS. If that is meant, allow it on the Registries page or with --plain-http %2.</source>
        <translation>%1 使用明文 HTTP 而非 HTTPS。如果本应如此，请在“镜像仓库”页或用 --plain-http %2 允许。</translation>
    </message>
    <message>
        <source>The proxy on the way to %1 answered instead of the registry%2. Check the proxy settings.</source>
        <translation>应答的是通往 %1 的代理，而不是镜像仓库%2。请检查代理设置。</translation>
    </message>
    <message>
        <source>Something answers at %1, but it is not a container registry. Check host name and port.</source>
        <translation>%1 有应答，但不是容器镜像仓库。请检查主机名和端口。</translation>
    </message>
    <message>
        <source>%1 gave an answer that is not allowed%2. Try again; if it stays, tell its administrator.</source>
        <translation>%1 给出了不合规范的应答%2。请重试；若一直如此，请告知管理员。</translation>
    </message>
    <message>
        <source>At the target, %1 is not what was sent: its digest differs. Verify the target, then try again.</source>
        <translation>目标端的 %1 与发送的不同：摘要不符。请校验目标端后重试。</translation>
    </message>
    <message>
        <source>On this machine, %1 is damaged: its digest differs. Verify the store and fetch it again.</source>
        <translation>本机上的 %1 已损坏：摘要不符。请校验镜像目录并重新拉取。</translation>
    </message>
    <message>
        <source>The source sent something else than %1: the digest differs. Try again; if it stays, the source is damaged.</source>
        <translation>源端发来的不是 %1：摘要不符。请重试；若一直如此，则源端已损坏。</translation>
    </message>
    <message>
        <source>At the target, %1 does not have the promised size%2. Verify the target, then try again.</source>
        <translation>目标端 %1 的大小与声明不符%2。请校验目标端后重试。</translation>
    </message>
    <message>
        <source>On this machine, %1 does not have the promised size%2. Verify the store and fetch it again.</source>
        <translation>本机上 %1 的大小与声明不符%2。请校验镜像目录并重新拉取。</translation>
    </message>
    <message>
        <source>The source sent %1 with another size than promised%2. Try again; if it stays, the source is damaged.</source>
        <translation>源端发来的 %1 大小与声明不符%2。请重试；若一直如此，则源端已损坏。</translation>
    </message>
    <message>
        <source>The manifest of %1 is broken or ambiguous%2. Ask the publisher to rebuild the image.</source>
        <translation>%1 的清单损坏或有歧义%2。请让发布者重新构建该镜像。</translation>
    </message>
    <message>
        <source>%1 is in the old format of Docker (schema 1). Ask the publisher to rebuild it.</source>
        <translation>%1 是 Docker 的旧格式（schema 1）。请让发布者重新构建。</translation>
    </message>
    <message>
        <source>the requested platform</source>
        <translation>所要求的平台</translation>
    </message>
    <message>
        <source>Two images would both become %1%2. Change the target name so that they differ.</source>
        <translation>两个镜像会得到同一个名称 %1%2。请修改目标名称加以区分。</translation>
    </message>
    <message>
        <source>The disk of %1 is full. Free space or choose another folder, then try again: what has arrived is kept.</source>
        <translation>%1 所在磁盘已满。请释放空间或换一个文件夹后重试：已收到的内容会保留。</translation>
    </message>
    <message>
        <source>%1 cannot be written%2. Check its permissions or choose another folder.</source>
        <translation>%1 无法写入%2。请检查权限或换一个文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be read%2. Check that it exists and its permissions.</source>
        <translation>%1 无法读取%2。请检查它是否存在以及权限。</translation>
    </message>
    <message>
        <source>Another program is writing to %1%2. Wait until it is done.</source>
        <translation>另一个程序正在写入 %1%2。请等它完成。</translation>
    </message>
    <message>
        <source>The keychain of this machine cannot be used%1. Unlock it, or keep the account for this session only.</source>
        <translation>本机的密钥环无法使用%1。请解锁它，或只在本次会话中保留账号。</translation>
    </message>
    <message>
        <source>Interrupted. What has arrived is kept; start again to go on.</source>
        <translation>已中断。已收到的内容会保留；再次开始即可继续。</translation>
    </message>
    <message>
        <source>Something went wrong inside this program%1. Please report it with the details.</source>
        <translation>程序内部出错%1。请附上详情报告此问题。</translation>
    </message>
    <message>
        <source>%1 does not exist for %2%3. Ask for other platforms, or set the policy to warn.</source>
        <translation>%1 没有适用于 %2 的版本%3。请改选其他平台，或把策略设为警告。</translation>
    </message>
    <message>
        <source>%1 and %2 would both become %3. Change the target name so that they differ.</source>
        <translation>%1 和 %2 都会成为 %3。请修改目标名称加以区分。</translation>
    </message>
    <message>
        <source>%1 would all become %2. Change the target name so that they differ.</source>
        <translation>%1 都会成为 %2。请修改目标名称加以区分。</translation>
    </message>
    <message>
        <source>%1 does not exist. Check the path.</source>
        <translation>%1 不存在。请检查路径。</translation>
    </message>
    <message>
        <source>There is no image in %1. Check that this is the right place.</source>
        <translation>%1 中没有镜像。请确认位置是否正确。</translation>
    </message>
    <message>
        <source>No image in %1 matches &apos;%2&apos;. Check the pattern.</source>
        <translation>%1 中没有镜像与“%2”匹配。请检查正则表达式。</translation>
    </message>
    <message>
        <source>A part of %1 is missing at the source: %2. Have the image pushed there again.</source>
        <translation>源端缺少 %1 的一部分：%2。请让人将该镜像重新推送到源端。</translation>
    </message>
    <message>
        <source>%1 is larger than this program reads%2. Ask its publisher to make it smaller.</source>
        <translation>%1 超过本程序可读取的大小%2。请联系发布者将其缩小。</translation>
    </message>
    <message>
        <source>The store is damaged at %1%2. Fetch the image into it again, or take another copy of the folder.</source>
        <translation>镜像目录在 %1 处已损坏%2。请将该镜像重新拉取到其中，或改用该目录的另一份副本。</translation>
    </message>
</context>
<context>
    <name>TaskText</name>
    <message>
        <source>Pull</source>
        <translation>拉取</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>推送</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Sync</source>
        <extracomment>A copy from one registry to another.</extracomment>
        <translation>同步</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>What is done (Pull, Push, …) and the title that the file gives it.</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <extracomment>Where images come from and go to.</extracomment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>each image&apos;s registry</source>
        <translation>各镜像自己的镜像仓库</translation>
    </message>
    <message>
        <source>the folder you choose</source>
        <translation>您选择的文件夹</translation>
    </message>
    <message>
        <source>the registry of each new name</source>
        <translation>各新名称所属的镜像仓库</translation>
    </message>
    <message>
        <source>Every platform</source>
        <translation>所有平台</translation>
    </message>
    <message>
        <source>an image that lacks a platform is refused</source>
        <translation>缺少平台的镜像会被拒绝</translation>
    </message>
    <message>
        <source>of an image that lacks a platform the others are taken</source>
        <translation>缺少平台的镜像取其余平台</translation>
    </message>
    <message>
        <source>only names that match %1</source>
        <translation>仅名称匹配 %1 的镜像</translation>
    </message>
    <message>
        <source>certificates are not verified</source>
        <translation>不验证证书</translation>
    </message>
    <message>
        <source>Every image of the folder</source>
        <translation>该文件夹中的所有镜像</translation>
    </message>
    <message>
        <source>Every image whose name matches %1</source>
        <translation>名称匹配 %1 的所有镜像</translation>
    </message>
    <message>
        <source>%1, all tags</source>
        <translation>%1，所有标签</translation>
    </message>
    <message>
        <source>%1, tags that match %2</source>
        <translation>%1，匹配 %2 的标签</translation>
    </message>
    <message>
        <source>keeps its name</source>
        <translation>名称不变</translation>
    </message>
    <message>
        <source>%1, tags stay</source>
        <translation>%1，标签不变</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>位于 %1 之下</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <extracomment>An account: user name and where it counts.</extracomment>
        <translation>%2 上的 %1</translation>
    </message>
    <message>
        <source>plain HTTP</source>
        <translation>明文 HTTP</translation>
    </message>
    <message>
        <source>HTTP when HTTPS is not spoken</source>
        <translation>不支持 HTTPS 时使用 HTTP</translation>
    </message>
    <message>
        <source>certificate not verified</source>
        <translation>不验证证书</translation>
    </message>
    <message>
        <source>certificate verified</source>
        <translation>验证证书</translation>
    </message>
    <message>
        <source>CA file %1</source>
        <translation>CA 文件 %1</translation>
    </message>
    <message>
        <source>client certificate %1</source>
        <translation>客户端证书 %1</translation>
    </message>
</context>
<context>
    <name>ViewSetup</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>%1: the index is rewritten for %2 of %3 platforms. Its digest changes, signatures on the index will not match.</source>
        <translation>%1：索引将改写为只含 %2 个平台（共 %3 个）。其摘要会变，索引上的签名将不再匹配。</translation>
    </message>
    <message>
        <source>%1 has no %2.</source>
        <translation>%1 没有 %2。</translation>
    </message>
    <message>
        <source>%1 is skipped: it is made for %2 only.</source>
        <translation>跳过 %1：它只适用于 %2。</translation>
    </message>
    <message>
        <source>%1 has a manifest without a media type. KubeKey up to 4.0.3 would refuse the whole folder because of it.</source>
        <translation>%1 有一个没有媒体类型的清单。KubeKey 4.0.3 及更早版本会因此拒绝整个目录。</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n layer(s) stay external, because their licence does not let registries hold them.</source>
        <translation>
            <numerusform>%1：%n 个层留在外部，因为其许可不允许镜像仓库保存。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 exists with another digest (%2) and will be overwritten.</source>
        <translation>%1 已存在但摘要不同（%2），将被覆盖。</translation>
    </message>
    <message>
        <source>%1: the registry announces another media type than the manifest itself (%2).</source>
        <translation>%1：镜像仓库声明的媒体类型与清单自身不一致（%2）。</translation>
    </message>
    <message>
        <source>The destination has %1 free, and %2 are needed.</source>
        <translation>目标处剩余空间 %1，需要 %2。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>检查中</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>传输中</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>收尾中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Trying again</source>
        <translation>重试中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Mounted</source>
        <translation>已挂载</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Skipped (no such platform)</source>
        <translation>已跳过（无此平台）</translation>
    </message>
</context>
<context>
    <name>stowage::BrowseModel</name>
    <message>
        <source>Reading…</source>
        <translation>读取中…</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>External</source>
        <translation>外部</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>存在</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>索引</translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>stowage::BrowsePage</name>
    <message>
        <source>Browse</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>Look into the stores on this machine: what is there, and whether it is whole.</source>
        <translation>查看本机的镜像目录：里面有什么，是否完好。</translation>
    </message>
    <message>
        <source>The verification was cancelled.</source>
        <translation>校验已取消。</translation>
    </message>
    <message>
        <source>&amp;Open store…</source>
        <translation>打开镜像目录(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a folder with images</source>
        <translation>打开存放镜像的文件夹</translation>
    </message>
    <message>
        <source>Verif&amp;y</source>
        <translation>校验(&amp;Y)</translation>
    </message>
    <message>
        <source>Read the whole store and check every digest</source>
        <translation>读取整个镜像目录并核对每个摘要</translation>
    </message>
    <message>
        <source>&amp;Copy to…</source>
        <translation>复制到(&amp;C)…</translation>
    </message>
    <message>
        <source>Copy the selected images to another store</source>
        <translation>把选中的镜像复制到另一个镜像目录</translation>
    </message>
    <message>
        <source>Close s&amp;tore</source>
        <translation>关闭镜像目录(&amp;T)</translation>
    </message>
    <message>
        <source>Take the store off this list. Nothing is deleted.</source>
        <translation>把镜像目录移出此列表。不删除任何内容。</translation>
    </message>
    <message>
        <source>Fi&amp;lter</source>
        <translation>筛选(&amp;L)</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Part of a name or tag</source>
        <translation>名称或标签的一部分</translation>
    </message>
    <message>
        <source>No store was opened yet</source>
        <translation>尚未打开过镜像目录</translation>
    </message>
    <message>
        <source>Open store…</source>
        <translation>打开镜像目录…</translation>
    </message>
    <message>
        <source>Stores</source>
        <translation>镜像目录</translation>
    </message>
    <message>
        <source>No store is open. Open the folder that holds your images, or drop it here.</source>
        <translation>没有打开的镜像目录。请打开存放镜像的文件夹，或把它拖到这里。</translation>
    </message>
    <message>
        <source>Open a store</source>
        <translation>打开镜像目录</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n image(s) to a store</source>
        <translation>
            <numerusform>把 %n 个镜像复制到镜像目录</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is whole.</source>
        <translation>%1 完好。</translation>
    </message>
    <message numerus="yes">
        <source>%1 is damaged in %n place(s).</source>
        <translation>
            <numerusform>%1 有 %n 处损坏。</numerusform>
        </translation>
    </message>
    <message>
        <source>Store</source>
        <translation>镜像目录</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Nothing was noticed while reading the store. Verify reads every byte.</source>
        <translation>读取镜像目录时未发现问题。“校验”会读取每个字节。</translation>
    </message>
    <message>
        <source>Noticed while reading the store. Verify reads every byte.</source>
        <translation>读取镜像目录时发现的问题。“校验”会读取每个字节。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) with %1 were read.</source>
        <translation>
            <numerusform>已读取 %n 个文件，共 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Every digest matches: the store is whole.</source>
        <translation>所有摘要相符：镜像目录完好。</translation>
    </message>
    <message>
        <source>These problems were found:</source>
        <translation>发现以下问题：</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%L1 of %n image(s)</source>
        <translation>
            <numerusform>%L1 / %n 个镜像</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stowage::BusyBar</name>
    <message>
        <source>Busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>取消(&amp;N)</translation>
    </message>
</context>
<context>
    <name>stowage::CheckList</name>
    <message>
        <source>%1: %2</source>
        <extracomment>State of a check and its sentence, for screen readers.</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>待查</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>stowage::Commands</name>
    <message numerus="yes">
        <source>Reading the manifests of %n image(s)…</source>
        <translation>
            <numerusform>正在读取 %n 个镜像的清单…</numerusform>
        </translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>注意：%1</translation>
    </message>
    <message>
        <source>%1 of %2 blobs to transfer: %3; already there: %4.</source>
        <translation>需传输 %1 / %2 个数据块：%3；已存在：%4。</translation>
    </message>
    <message>
        <source>%1 copied, %2 already there, %3 failed, %4 refused; %5 transferred in %6 s.</source>
        <translation>复制 %1，已存在 %2，失败 %3，拒绝 %4；用时 %6 秒传输 %5。</translation>
    </message>
    <message>
        <source>only left</source>
        <translation>仅左侧</translation>
    </message>
    <message>
        <source>only right</source>
        <translation>仅右侧</translation>
    </message>
    <message>
        <source>different</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>%1 only left, %2 only right, %3 different, %4 the same.</source>
        <translation>仅左侧 %1，仅右侧 %2，不同 %3，相同 %4。</translation>
    </message>
    <message>
        <source>%1 blobs, %2 read: %3</source>
        <translation>读取 %1 个数据块，共 %2：%3</translation>
    </message>
    <message>
        <source>the store is damaged.</source>
        <translation>镜像目录已损坏。</translation>
    </message>
    <message>
        <source>every digest is right.</source>
        <translation>所有摘要正确。</translation>
    </message>
    <message>
        <source>%1 accepted the account; it is kept in the keychain.</source>
        <translation>%1 接受了该账号；已保存到密钥环。</translation>
    </message>
    <message>
        <source>Note: %1: %2 has no effect here.</source>
        <translation>注意：%1：%2 在这里不起作用。</translation>
    </message>
    <message>
        <source>Note: the accounts in the files count for this run only: %1. stowage login keeps an account.</source>
        <translation>注意：文件中的账号仅用于本次运行：%1。如需保存账号，请使用 stowage login。</translation>
    </message>
    <message numerus="yes">
        <source>Note: %n value(s) that only look like images are left out.</source>
        <translation>
            <numerusform>注意：有 %n 个看似镜像名的值未被采用。</numerusform>
        </translation>
    </message>
    <message>
        <source>Task %1 of %2: %3 %4</source>
        <translation>任务 %1 / %2：%3 %4</translation>
    </message>
    <message>
        <source>All tasks:</source>
        <translation>全部任务：</translation>
    </message>
    <message>
        <source>Note: %1 also says targets, platforms or accounts. They count with stowage run; pull --file takes the names only.</source>
        <translation>注意：%1 中还写有目标、平台或账号。它们只在 stowage run 中生效；pull --file 只取镜像名。</translation>
    </message>
    <message>
        <source>Note: %1: this task (%2 %3) is understood; nothing was started.</source>
        <translation>注意：%1：此任务（%2 %3）没有问题；未启动任何任务。</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) skipped: they have no wanted platform.</source>
        <translation>
            <numerusform>已跳过 %n 个镜像：不含所需平台。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) cancelled; run the same command again to go on from there.</source>
        <translation>
            <numerusform>已取消 %n 个镜像；再次运行相同命令即可从中断处继续。</numerusform>
        </translation>
    </message>
    <message>
        <source>A single command takes the account by --username and --password-stdin, or by STOWAGE_USERNAME and STOWAGE_PASSWORD.</source>
        <translation>单条命令可通过 --username 和 --password-stdin，或环境变量 STOWAGE_USERNAME 和 STOWAGE_PASSWORD 使用账号。</translation>
    </message>
    <message>
        <source>No account of %1 is kept any more.</source>
        <translation>不再保存 %1 的账号。</translation>
    </message>
</context>
<context>
    <name>stowage::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>See what differs between two stores or registries, and copy what is missing.</source>
        <translation>查看两个镜像目录或镜像仓库的差异，并复制缺少的镜像。</translation>
    </message>
    <message>
        <source>Copy the &amp;different ones too</source>
        <translation>不同的也复制(&amp;D)</translation>
    </message>
    <message>
        <source>Their tags on the right move to what the left has</source>
        <translation>右侧的标签将改为指向左侧的内容</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;missing to right</source>
        <translation>把缺少的复制到右侧(&amp;M)</translation>
    </message>
    <message>
        <source>Copy to the right what only the left has</source>
        <translation>把只有左侧才有的镜像复制到右侧</translation>
    </message>
    <message>
        <source>S&amp;wap left and right</source>
        <translation>左右互换(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Left</source>
        <translation>左侧(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Right</source>
        <translation>右侧(&amp;R)</translation>
    </message>
    <message>
        <source>F&amp;ilter</source>
        <translation>筛选(&amp;I)</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Choose the left folder</source>
        <translation>选择左侧文件夹</translation>
    </message>
    <message>
        <source>Choose two folders or registries above, then compare them.</source>
        <translation>在上方选择两个文件夹或镜像仓库，然后比较。</translation>
    </message>
    <message>
        <source>Reading both sides…</source>
        <translation>正在读取两侧…</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s), %1</source>
        <extracomment>Number of images and their bytes.</extracomment>
        <translation>
            <numerusform>%n 个镜像，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Only left: %1</source>
        <translation>仅左侧：%1</translation>
    </message>
    <message>
        <source>Only right: %1</source>
        <translation>仅右侧：%1</translation>
    </message>
    <message>
        <source>Different: %1</source>
        <translation>不同：%1</translation>
    </message>
    <message>
        <source>Same: %1</source>
        <translation>相同：%1</translation>
    </message>
</context>
<context>
    <name>stowage::ComparisonModel</name>
    <message numerus="yes">
        <source>Only left: %n image(s)</source>
        <translation>
            <numerusform>仅左侧：%n 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only right: %n image(s)</source>
        <translation>
            <numerusform>仅右侧：%n 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Different: %n image(s)</source>
        <translation>
            <numerusform>不同：%n 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Same: %n image(s)</source>
        <translation>
            <numerusform>相同：%n 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Size left</source>
        <translation>左侧大小</translation>
    </message>
    <message>
        <source>Size right</source>
        <translation>右侧大小</translation>
    </message>
    <message>
        <source>Digest left</source>
        <translation>左侧摘要</translation>
    </message>
    <message>
        <source>Digest right</source>
        <translation>右侧摘要</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>平台</translation>
    </message>
</context>
<context>
    <name>stowage::Console</name>
    <message>
        <source>%1 of %2, %3, %4 of %5 images</source>
        <translation>%1 / %2，%3，镜像 %4 / %5</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>stowage --help shows how it is used.</source>
        <translation>用法见 stowage --help。</translation>
    </message>
    <message>
        <source>Waits for %1: %2</source>
        <translation>正在等待 %1：%2</translation>
    </message>
    <message>
        <source>Trying again: %1</source>
        <translation>正在重试：%1</translation>
    </message>
    <message>
        <source>STOWAGE_USERNAME is not used: it is not clear which registry it is for. Use stowage login.</source>
        <translation>未使用 STOWAGE_USERNAME：无法确定它属于哪个镜像仓库。请使用 stowage login。</translation>
    </message>
</context>
<context>
    <name>stowage::DigestLabel</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
</context>
<context>
    <name>stowage::EndChooser</name>
    <message>
        <source>Folder with images</source>
        <translation>存放镜像的文件夹</translation>
    </message>
    <message>
        <source>Folder with images, or registry:host/prefix</source>
        <translation>存放镜像的文件夹，或 registry:主机/前缀</translation>
    </message>
    <message>
        <source>Choose a folder for %1</source>
        <translation>为“%1”选择文件夹</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
<context>
    <name>stowage::ErrorDetails</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>技术细节</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>stowage::ImageDetailsPane</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Problems</source>
        <extracomment>Tab title with the number of problems.</extracomment>
        <translation>问题</translation>
    </message>
    <message>
        <source>This is the beginning only. The whole has %1.</source>
        <translation>这里只显示开头。全文共 %1。</translation>
    </message>
    <message>
        <source>Select an image on the left.</source>
        <translation>请在左侧选择一个镜像。</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>读取中…</translation>
    </message>
    <message>
        <source>The manifest is missing.</source>
        <translation>清单缺失。</translation>
    </message>
    <message>
        <source>An index has no config. Select a platform below it.</source>
        <translation>索引没有配置。请选择其下的平台。</translation>
    </message>
    <message>
        <source>The config is missing, too large, or not that of an image.</source>
        <translation>配置缺失、过大，或不是镜像的配置。</translation>
    </message>
    <message>
        <source>Problems (%L1)</source>
        <translation>问题（%L1）</translation>
    </message>
</context>
<context>
    <name>stowage::ImportAccountsModel</name>
    <message>
        <source>No password in the file</source>
        <translation>文件中没有密码</translation>
    </message>
    <message>
        <source>Keep in the settings</source>
        <translation>保存到设置</translation>
    </message>
    <message>
        <source>Keep in the keychain</source>
        <translation>保存到密钥环</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>用户 %1</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>镜像仓库</translation>
    </message>
    <message>
        <source>Account or connection</source>
        <translation>账号或连接</translation>
    </message>
    <message>
        <source>Found in</source>
        <translation>出处</translation>
    </message>
</context>
<context>
    <name>stowage::ImportDialog</name>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Has no effect here</source>
        <translation>在此不起作用</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>任务(&amp;J)</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Problems and accounts</source>
        <translation>问题与账号</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What is ticked is kept. The rest counts for these jobs only, until the program ends. Passwords are not shown.</source>
        <translation>勾选的内容会被保存。其余内容只用于这些任务，程序结束后即失效。密码不会显示。</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>已忽略</translation>
    </message>
    <message>
        <source>Add &amp;file…</source>
        <translation>添加文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>读取中…</translation>
    </message>
    <message>
        <source>These files name nothing to copy.</source>
        <translation>这些文件中没有可复制的内容。</translation>
    </message>
    <message>
        <source>&amp;Problems (%L1)</source>
        <translation>问题(&amp;P)（%L1）</translation>
    </message>
    <message>
        <source>A&amp;ccounts (%L1)</source>
        <translation>账号(&amp;C)（%L1）</translation>
    </message>
    <message>
        <source>I&amp;gnored (%L1)</source>
        <translation>已忽略(&amp;G)（%L1）</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>Cannot be used: see the problems below.</source>
        <translation>无法使用：请查看下方的问题。</translation>
    </message>
    <message>
        <source>Waits for the answers above.</source>
        <translation>等待上方的回答。</translation>
    </message>
    <message>
        <source>Not used: %1 is not evaluated here. Allow it above.</source>
        <translation>未使用：此处不会计算 %1。可在上方允许。</translation>
    </message>
    <message>
        <source>&amp;Add to Prepare</source>
        <translation>加入“准备”页(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Open in Push</source>
        <translation>在“推送”页打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>审阅(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>保存(&amp;K)</translation>
    </message>
    <message>
        <source>Choose the folder above.</source>
        <translation>请在上方选择文件夹。</translation>
    </message>
    <message>
        <source>Accounts only: tick those to keep.</source>
        <translation>只有账号：请勾选要保存的账号。</translation>
    </message>
    <message>
        <source>Nothing to copy.</source>
        <translation>没有可复制的内容。</translation>
    </message>
    <message>
        <source>No job can be used yet.</source>
        <translation>目前没有可用的任务。</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n 个任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for the keychain…</source>
        <translation>正在等待密钥环…</translation>
    </message>
    <message>
        <source>No keychain is reachable: the accounts are kept for this session only.</source>
        <translation>无法访问密钥环：账号仅在本次会话中保留。</translation>
    </message>
</context>
<context>
    <name>stowage::ImportModel</name>
    <message numerus="yes">
        <source>%1 (%L2 of %n image(s))</source>
        <extracomment>A job, how many of its images are ticked, and how many there are.</extracomment>
        <translation>
            <numerusform>%1（%L2 / %n 个镜像）</numerusform>
        </translation>
    </message>
    <message>
        <source>Without a group</source>
        <translation>未分组</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>Job and images</source>
        <translation>任务和镜像</translation>
    </message>
    <message>
        <source>What happens, name there</source>
        <translation>执行的操作、目标名称</translation>
    </message>
    <message>
        <source>Found in</source>
        <translation>出处</translation>
    </message>
</context>
<context>
    <name>stowage::ImportQuestions</name>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>The files leave something open:</source>
        <translation>文件中有未说明的内容：</translation>
    </message>
    <message>
        <source>&amp;Use these answers</source>
        <translation>使用这些回答(&amp;U)</translation>
    </message>
    <message>
        <source>Used by %1 in %2</source>
        <extracomment>Where a template variable is used: key and place in the file.</extracomment>
        <translation>用于 %2 中的 %1</translation>
    </message>
    <message>
        <source>Value of this variable</source>
        <translation>此变量的值</translation>
    </message>
    <message>
        <source>Run “%1” all the same (%2 is not evaluated)</source>
        <translation>仍然执行“%1”（不计算 %2）</translation>
    </message>
    <message>
        <source>Default re&amp;gistry</source>
        <translation>默认镜像仓库(&amp;G)</translation>
    </message>
    <message>
        <source>Default registry</source>
        <translation>默认镜像仓库</translation>
    </message>
    <message>
        <source>Where images with an empty destination go, such as hub.local:5000</source>
        <translation>目标为空的镜像的去向，例如 hub.local:5000</translation>
    </message>
    <message>
        <source>Default &amp;namespace</source>
        <translation>默认命名空间(&amp;N)</translation>
    </message>
    <message>
        <source>Default namespace</source>
        <translation>默认命名空间</translation>
    </message>
    <message>
        <source>Images come &amp;from</source>
        <translation>镜像来源(&amp;F)</translation>
    </message>
    <message>
        <source>Images go &amp;into</source>
        <translation>镜像存入(&amp;I)</translation>
    </message>
    <message>
        <source>Go on without %1 (it names other files)</source>
        <translation>不执行 %1，继续（它引用其他文件）</translation>
    </message>
</context>
<context>
    <name>stowage::ImportQueue</name>
    <message>
        <source>The next job reads what is being written now: it follows when that is done.</source>
        <translation>下一个任务要读取正在写入的内容：待其完成后继续。</translation>
    </message>
    <message numerus="yes">
        <source>%n further job(s) of the file were not started.</source>
        <translation>
            <numerusform>文件中的另外 %n 个任务没有启动。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stowage::InterruptedBar</name>
    <message>
        <source>Interrupted work</source>
        <translation>中断的任务</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Forget this job. What was fetched stays.</source>
        <translation>放弃此任务。已拉取的内容会保留。</translation>
    </message>
    <message numerus="yes">
        <source>A push was interrupted: %n image(s), %1 left.</source>
        <translation>
            <numerusform>一次推送被中断：还剩 %n 个镜像，%1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A pull was interrupted: %n image(s), %1 left.</source>
        <translation>
            <numerusform>一次拉取被中断：还剩 %n 个镜像，%1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A copy was interrupted: %n image(s), %1 left.</source>
        <translation>
            <numerusform>一次复制被中断：还剩 %n 个镜像，%1。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stowage::JobExport</name>
    <message>
        <source>Saved to %1.</source>
        <translation>已保存到 %1。</translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation>没有保存任何内容。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Save the job</source>
        <translation>保存任务</translation>
    </message>
    <message>
        <source>There is nothing to save on this page yet.</source>
        <translation>此页还没有可保存的内容。</translation>
    </message>
    <message>
        <source>KubeKey tasks (*.yaml)</source>
        <translation>KubeKey 任务 (*.yaml)</translation>
    </message>
    <message>
        <source>image-syncer rules and accounts (*.yaml)</source>
        <translation>image-syncer 规则和账号 (*.yaml)</translation>
    </message>
    <message>
        <source>skopeo sync (*.yaml)</source>
        <translation>skopeo sync (*.yaml)</translation>
    </message>
    <message>
        <source>List of images (*.txt)</source>
        <translation>镜像列表 (*.txt)</translation>
    </message>
    <message>
        <source>Lock file: list with digests (*.txt)</source>
        <translation>锁定文件：带摘要的列表 (*.txt)</translation>
    </message>
</context>
<context>
    <name>stowage::LookUpSheet</name>
    <message>
        <source>Look up</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>&amp;Go on with the next job</source>
        <translation>继续下一个任务(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Looking what is there…</source>
        <translation>正在查看已有的内容…</translation>
    </message>
</context>
<context>
    <name>stowage::MainWindow</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Show the transfers</source>
        <translation>显示传输</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>没有正在运行的任务</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n 个任务正在运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n 个已暂停</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Open a store</source>
        <translation>打开镜像目录</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are still running.</source>
        <translation>
            <numerusform>还有 %n 个任务正在运行。</numerusform>
        </translation>
    </message>
    <message>
        <source>What has arrived stays. The next start offers to go on with the rest.</source>
        <translation>已收到的内容会保留。下次启动时可以继续剩余部分。</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>停止并关闭(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>继续运行(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Actions</source>
        <translation>操作(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open store…</source>
        <translation>打开镜像目录(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Clear list</source>
        <translation>清空列表(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>筛选(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About Stowage</source>
        <translation>关于 Stowage(&amp;A)</translation>
    </message>
    <message>
        <source>About Stowage</source>
        <translation>关于 Stowage</translation>
    </message>
    <message>
        <source>Carries container images across an air gap.
Free software under the Apache License 2.0.</source>
        <translation>把容器镜像带入隔离网络。
自由软件，采用 Apache License 2.0 许可。</translation>
    </message>
    <message>
        <source>%1 does not exist.</source>
        <translation>%1 不存在。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Task files and lists (*.yaml *.yml *.json *.txt *.list)</source>
        <translation>任务文件和列表 (*.yaml *.yml *.json *.txt *.list)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Save job…</source>
        <translation>保存任务(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
</context>
<context>
    <name>stowage::PlanModel</name>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Name there</source>
        <translation>目标名称</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>处理方式</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>The same image stands there already.</source>
        <translation>目标处已有相同的镜像。</translation>
    </message>
    <message>
        <source>Stands at %1 now.</source>
        <translation>目标处现为 %1。</translation>
    </message>
</context>
<context>
    <name>stowage::PlatformPicker</name>
    <message>
        <source>&amp;Platforms</source>
        <translation>平台(&amp;P)</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Other platform</source>
        <translation>其他平台</translation>
    </message>
    <message>
        <source>Other, such as linux/arm/v6</source>
        <translation>其他，如 linux/arm/v6</translation>
    </message>
    <message>
        <source>Add platform</source>
        <translation>添加平台</translation>
    </message>
    <message>
        <source>None checked: every platform is taken, bytes unchanged.</source>
        <translation>未勾选：取全部平台，内容原样不变。</translation>
    </message>
    <message>
        <source>Only the checked platforms are taken.</source>
        <translation>只取勾选的平台。</translation>
    </message>
</context>
<context>
    <name>stowage::PrepareModel</name>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Tag or digest</source>
        <translation>标签或摘要</translation>
    </message>
    <message>
        <source>Platforms found</source>
        <translation>找到的平台</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>anonymous</source>
        <extracomment>No account was used to read the image.</extracomment>
        <translation>匿名</translation>
    </message>
    <message>
        <source>missing</source>
        <extracomment>An account is needed and none is known.</extracomment>
        <translation>缺少</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>查询中…</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>已找到</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>有问题</translation>
    </message>
    <message>
        <source>Not built for %1: will be refused.</source>
        <translation>没有 %1 的构建：将被拒绝。</translation>
    </message>
    <message>
        <source>Not built for %1: the others are taken.</source>
        <translation>没有 %1 的构建：取其余平台。</translation>
    </message>
</context>
<context>
    <name>stowage::PreparePage</name>
    <message numerus="yes">
        <source>add %n image(s)</source>
        <translation>
            <numerusform>添加 %n 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>remove %n image(s)</source>
        <translation>
            <numerusform>移除 %n 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>Choose the images to fetch, their platforms and the folder they go to.</source>
        <translation>选择要拉取的镜像、平台和存放的文件夹。</translation>
    </message>
    <message>
        <source>&amp;Image reference</source>
        <translation>镜像引用(&amp;I)</translation>
    </message>
    <message>
        <source>Image reference</source>
        <translation>镜像引用</translation>
    </message>
    <message>
        <source>nginx:1.27, a list, or a docker pull line</source>
        <translation>nginx:1.27、一份列表，或 docker pull 命令行</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审阅</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>添加(&amp;D)</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>移除(&amp;M)</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部移除</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>Choose the folder of the destination store</source>
        <translation>选择目标镜像目录的文件夹</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>审阅(&amp;R)</translation>
    </message>
    <message>
        <source>Ima&amp;ges</source>
        <translation>镜像(&amp;G)</translation>
    </message>
    <message>
        <source>Fi&amp;lter</source>
        <translation>筛选(&amp;L)</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Type a reference</source>
        <translation>输入镜像引用</translation>
    </message>
    <message>
        <source>No images yet. Type a reference above, paste a list, or drop text here.</source>
        <translation>还没有镜像。请在上方输入引用、粘贴列表，或把文本拖到这里。</translation>
    </message>
    <message>
        <source>If a platform is missi&amp;ng</source>
        <translation>缺少平台时(&amp;N)</translation>
    </message>
    <message>
        <source>Refuse the image (strict)</source>
        <translation>拒绝该镜像（严格）</translation>
    </message>
    <message>
        <source>Take what there is (warn)</source>
        <translation>有什么取什么（警告）</translation>
    </message>
    <message>
        <source>Destination &amp;store</source>
        <translation>目标镜像目录(&amp;S)</translation>
    </message>
    <message>
        <source>Destination store</source>
        <translation>目标镜像目录</translation>
    </message>
    <message>
        <source>Folder for the images</source>
        <translation>存放镜像的文件夹</translation>
    </message>
    <message>
        <source>Already in the list.</source>
        <translation>已在列表中。</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more line(s)</source>
        <translation>
            <numerusform>另有 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the destination store</source>
        <translation>选择目标镜像目录</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in all platforms</source>
        <extracomment>The sum of the sizes of all platforms of the images found so far.</extracomment>
        <translation>全部平台共 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n with a problem</source>
        <translation>
            <numerusform>%n 个有问题</numerusform>
        </translation>
    </message>
    <message>
        <source>choose a destination store</source>
        <translation>请选择目标镜像目录</translation>
    </message>
    <message>
        <source>Impor&amp;t…</source>
        <translation>导入(&amp;T)…</translation>
    </message>
    <message>
        <source>Read task files, lists and other files that name images</source>
        <translation>读取任务文件、列表和其他包含镜像名称的文件</translation>
    </message>
    <message numerus="yes">
        <source>import %n image(s)</source>
        <translation>
            <numerusform>导入 %n 个镜像</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stowage::PushPage</name>
    <message>
        <source>Push</source>
        <translation>推送</translation>
    </message>
    <message>
        <source>Bring images from a store into a registry, under the names you choose.</source>
        <translation>把镜像目录中的镜像按您指定的名称推送到镜像仓库。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Chec&amp;k registry</source>
        <translation>检查镜像仓库(&amp;K)</translation>
    </message>
    <message>
        <source>Ask the registry whether it answers and accepts the account</source>
        <translation>检查镜像仓库能否访问、账号是否有效</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>Review what will be copied, then start</source>
        <translation>先审阅要复制的内容，再开始</translation>
    </message>
    <message>
        <source>Sou&amp;rce</source>
        <translation>来源(&amp;R)</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>Regular expression on the source&apos;s name; empty takes all images</source>
        <translation>对源名称的正则表达式；留空则取全部镜像</translation>
    </message>
    <message>
        <source>&amp;Match</source>
        <translation>匹配(&amp;M)</translation>
    </message>
    <message>
        <source>Target registry</source>
        <translation>目标镜像仓库</translation>
    </message>
    <message>
        <source>Host, such as hub.local:5000</source>
        <translation>主机，如 hub.local:5000</translation>
    </message>
    <message>
        <source>&amp;Target registry</source>
        <translation>目标镜像仓库(&amp;T)</translation>
    </message>
    <message>
        <source>Target name</source>
        <translation>目标名称</translation>
    </message>
    <message>
        <source>Target &amp;name</source>
        <translation>目标名称(&amp;N)</translation>
    </message>
    <message>
        <source>Previe&amp;w</source>
        <translation>预览(&amp;W)</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Choose a store</source>
        <translation>选择镜像目录</translation>
    </message>
    <message>
        <source>Choose a source store and a target name above: here stands which image becomes what.</source>
        <translation>在上方选择来源镜像目录和目标名称：这里会显示每个镜像将成为什么。</translation>
    </message>
    <message>
        <source>Checks and options</source>
        <translation>检查与选项</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>&amp;Checks</source>
        <translation>检查(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Options</source>
        <translation>选项(&amp;O)</translation>
    </message>
    <message>
        <source>If a platform is missin&amp;g</source>
        <translation>缺少平台时(&amp;G)</translation>
    </message>
    <message>
        <source>Refuse the image (strict)</source>
        <translation>拒绝该镜像（严格）</translation>
    </message>
    <message>
        <source>Take what there is (warn)</source>
        <translation>有什么取什么（警告）</translation>
    </message>
    <message>
        <source>A prefix, an exact name with tag, or a template with {{registry}}, {{repository}} and {{reference}}.</source>
        <translation>前缀、带标签的确切名称，或含 {{registry}}、{{repository}}、{{reference}} 的模板。</translation>
    </message>
    <message>
        <source>A prefix: each image keeps its repository and tag below it.</source>
        <translation>前缀：每个镜像在其下保留自己的仓库和标签。</translation>
    </message>
    <message>
        <source>An exact name: for one image. Match must select just that one.</source>
        <translation>确切名称：只用于一个镜像。“匹配”必须只选中它。</translation>
    </message>
    <message>
        <source>A template: the parts in {{ }} are filled from each image.</source>
        <translation>模板：{{ }} 中的部分由每个镜像填充。</translation>
    </message>
    <message>
        <source>No source is chosen yet.</source>
        <translation>尚未选择来源。</translation>
    </message>
    <message>
        <source>The source is being read…</source>
        <translation>正在读取来源…</translation>
    </message>
    <message>
        <source>The source cannot be read.</source>
        <translation>来源无法读取。</translation>
    </message>
    <message>
        <source>The source holds no image.</source>
        <translation>来源中没有镜像。</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) of the source are incomplete.</source>
        <translation>
            <numerusform>来源中有 %n 个镜像不完整。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The source holds %n complete image(s).</source>
        <translation>
            <numerusform>来源中有 %n 个完整的镜像。</numerusform>
        </translation>
    </message>
    <message>
        <source>Match selects no image.</source>
        <translation>“匹配”没有选中任何镜像。</translation>
    </message>
    <message>
        <source>No target name yet.</source>
        <translation>尚无目标名称。</translation>
    </message>
    <message numerus="yes">
        <source>%n target name(s) are valid and distinct.</source>
        <translation>
            <numerusform>%n 个目标名称有效且互不相同。</numerusform>
        </translation>
    </message>
    <message>
        <source>No target registry yet.</source>
        <translation>尚无目标镜像仓库。</translation>
    </message>
    <message>
        <source>%1 was not asked yet.</source>
        <translation>尚未检查 %1。</translation>
    </message>
    <message>
        <source>%1 is being asked…</source>
        <translation>正在检查 %1…</translation>
    </message>
    <message numerus="yes">
        <source>%L1 of %n image(s), %2</source>
        <translation>
            <numerusform>%L1 / %n 个镜像，%2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stowage::PushPreviewModel</name>
    <message>
        <source>Another image has this target too</source>
        <translation>另有镜像使用此目标名称</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>stowage::RegistriesModel</name>
    <message>
        <source>Plain HTTP</source>
        <translation>明文 HTTP</translation>
    </message>
    <message>
        <source>HTTPS, not verified</source>
        <translation>HTTPS，不验证</translation>
    </message>
    <message>
        <source>HTTPS, CA file %1</source>
        <translation>HTTPS，CA 文件 %1</translation>
    </message>
    <message>
        <source>HTTPS</source>
        <translation>HTTPS</translation>
    </message>
    <message>
        <source>Anonymous</source>
        <translation>匿名</translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>密钥环</translation>
    </message>
    <message>
        <source>This session only</source>
        <translation>仅本次会话</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>测试中…</translation>
    </message>
    <message>
        <source>Not tested</source>
        <translation>未测试</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>镜像仓库</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>保存于</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Last test</source>
        <translation>上次测试</translation>
    </message>
    <message>
        <source>Works, %1</source>
        <translation>正常，%1</translation>
    </message>
    <message>
        <source>Failed, %1</source>
        <translation>失败，%1</translation>
    </message>
</context>
<context>
    <name>stowage::RegistriesPage</name>
    <message>
        <source>Registries</source>
        <translation>镜像仓库</translation>
    </message>
    <message>
        <source>Accounts, certificates and mirrors of the registries you use, and what they hold.</source>
        <translation>所用镜像仓库的账号、证书和镜像站，以及其中的内容。</translation>
    </message>
    <message>
        <source>Add &amp;registry…</source>
        <translation>添加镜像仓库(&amp;R)…</translation>
    </message>
    <message>
        <source>E&amp;dit…</source>
        <translation>编辑(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>Ask the registry whether it answers and accepts the account</source>
        <translation>检查镜像仓库能否访问、账号是否有效</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>移除(&amp;M)…</translation>
    </message>
    <message>
        <source>List rep&amp;ositories</source>
        <translation>列出仓库(&amp;O)</translation>
    </message>
    <message>
        <source>Add to &amp;Prepare</source>
        <translation>加入“准备”(&amp;P)</translation>
    </message>
    <message>
        <source>Re&amp;gistries</source>
        <translation>镜像仓库(&amp;G)</translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation>添加镜像仓库</translation>
    </message>
    <message>
        <source>No registry is known yet. Public images need none; add one for an account or a certificate.</source>
        <translation>还没有镜像仓库。公共镜像无需添加；需要账号或证书时再添加。</translation>
    </message>
    <message>
        <source>Fi&amp;lter</source>
        <translation>筛选(&amp;L)</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Name, or a repository and Enter</source>
        <translation>名称，或输入仓库后按回车</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>List what it holds</source>
        <translation>列出其中的内容</translation>
    </message>
    <message>
        <source>No keychain can be reached. Kept for this session only, and forgotten when Stowage closes: %1.</source>
        <translation>无法访问密钥环。以下账号只在本次会话中保留，关闭 Stowage 后即丢弃：%1。</translation>
    </message>
    <message>
        <source>The settings of %1 go.</source>
        <translation>将移除 %1 的设置。</translation>
    </message>
    <message>
        <source>Also from the keychain goes: %1.</source>
        <translation>同时从密钥环移除：%1。</translation>
    </message>
    <message>
        <source>Nothing changes in the registry itself, and no image is deleted.</source>
        <translation>镜像仓库本身不变，也不会删除任何镜像。</translation>
    </message>
    <message>
        <source>Remove registry</source>
        <translation>移除镜像仓库</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>移除 %1？</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>保留(&amp;K)</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>正在查询 %1…</translation>
    </message>
    <message>
        <source>Select a registry on the left to see what it holds.</source>
        <translation>在左侧选择一个镜像仓库以查看其内容。</translation>
    </message>
    <message>
        <source>See the repositories and tags of %1.</source>
        <translation>查看 %1 的仓库和标签。</translation>
    </message>
    <message>
        <source>%1 names no repository. Type one above and press Enter to see its tags.</source>
        <translation>%1 没有列出仓库。请在上方输入仓库名并按回车查看其标签。</translation>
    </message>
</context>
<context>
    <name>stowage::RegistryDialog</name>
    <message>
        <source>Edit registry</source>
        <translation>编辑镜像仓库</translation>
    </message>
    <message>
        <source>Add registry</source>
        <translation>添加镜像仓库</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>&amp;Registry</source>
        <translation>镜像仓库(&amp;R)</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>镜像仓库</translation>
    </message>
    <message>
        <source>Host, such as hub.local:5000</source>
        <translation>主机，如 hub.local:5000</translation>
    </message>
    <message>
        <source>Account sc&amp;ope</source>
        <translation>账号范围(&amp;O)</translation>
    </message>
    <message>
        <source>Account scope</source>
        <translation>账号范围</translation>
    </message>
    <message>
        <source>Whole registry, or a namespace such as team-a</source>
        <translation>整个镜像仓库，或命名空间如 team-a</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>用户名(&amp;U)</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Empty for anonymous access</source>
        <translation>留空则匿名访问</translation>
    </message>
    <message>
        <source>Pass&amp;word or token</source>
        <translation>密码或令牌(&amp;W)</translation>
    </message>
    <message>
        <source>Password or token</source>
        <translation>密码或令牌</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Plain &amp;HTTP</source>
        <translation>明文 HTTP(&amp;H)</translation>
    </message>
    <message>
        <source>S&amp;kip verification of the certificate</source>
        <translation>不验证证书(&amp;K)</translation>
    </message>
    <message>
        <source>C&amp;A file</source>
        <translation>CA 文件(&amp;A)</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA 文件</translation>
    </message>
    <message>
        <source>PEM file, trusted for this registry only</source>
        <translation>PEM 文件，仅对此镜像仓库信任</translation>
    </message>
    <message>
        <source>Client &amp;certificate</source>
        <translation>客户端证书(&amp;C)</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>Client ke&amp;y</source>
        <translation>客户端私钥(&amp;Y)</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>客户端私钥</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>代理(&amp;P)</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>As the system says; none; or http://proxy:3128</source>
        <translation>留空按系统设置；none；或 http://proxy:3128</translation>
    </message>
    <message>
        <source>&amp;Fetch via</source>
        <translation>拉取镜像站(&amp;F)</translation>
    </message>
    <message>
        <source>Fetch via</source>
        <translation>拉取镜像站</translation>
    </message>
    <message>
        <source>Host and prefix of a mirror; names stay as they are</source>
        <translation>镜像站的主机和前缀；名称保持不变</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Certificates and keys (*.pem *.crt *.cer *.key)</source>
        <translation>证书和私钥 (*.pem *.crt *.cer *.key)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Kept; type to replace it</source>
        <translation>已保存；输入以替换</translation>
    </message>
    <message>
        <source>%1 is being asked…</source>
        <translation>正在检查 %1…</translation>
    </message>
    <message>
        <source>The password or token of %1 is missing.</source>
        <translation>缺少 %1 的密码或令牌。</translation>
    </message>
    <message>
        <source>Waiting for the keychain…</source>
        <translation>正在等待密钥环…</translation>
    </message>
    <message>
        <source>Without encryption anybody on the way can read the password and change the images.</source>
        <translation>没有加密，途经的任何人都能读到密码并篡改镜像。</translation>
    </message>
    <message>
        <source>Unverified, anybody on the way can pretend to be this registry, read the password and change the images. A CA file is the safe way.</source>
        <translation>不验证证书，途经的任何人都能冒充此镜像仓库、读到密码并篡改镜像。指定 CA 文件才是安全的做法。</translation>
    </message>
    <message>
        <source>The connection is encrypted and the registry&apos;s certificate is verified.</source>
        <translation>连接已加密，并验证镜像仓库的证书。</translation>
    </message>
</context>
<context>
    <name>stowage::RemoteModel</name>
    <message>
        <source>Repositories and tags</source>
        <translation>仓库和标签</translation>
    </message>
</context>
<context>
    <name>stowage::ReviewSheet</name>
    <message>
        <source>Review</source>
        <translation>审阅</translation>
    </message>
    <message>
        <source>Reading the manifests and looking what is there already…</source>
        <translation>正在读取清单并查看已有的内容…</translation>
    </message>
    <message>
        <source>Planning</source>
        <translation>规划中</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>&amp;Notices</source>
        <translation>提示(&amp;N)</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>To move</source>
        <translation>需传输</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>Mounted</source>
        <translation>已挂载</translation>
    </message>
    <message>
        <source>Unique blobs</source>
        <translation>不重复的数据块</translation>
    </message>
    <message>
        <source>Space needed</source>
        <translation>所需空间</translation>
    </message>
    <message>
        <source>Inde&amp;x</source>
        <translation>索引(&amp;X)</translation>
    </message>
    <message>
        <source>Only the chosen platforms</source>
        <translation>只含所选平台</translation>
    </message>
    <message>
        <source>Chosen platforms with attestations</source>
        <translation>所选平台及其证明</translation>
    </message>
    <message>
        <source>Every platform, bytes unchanged</source>
        <translation>全部平台，内容原样不变</translation>
    </message>
    <message>
        <source>&amp;Go on without the refused images</source>
        <translation>跳过被拒绝的镜像继续(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) will be copied</source>
        <translation>
            <numerusform>将复制 %n 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n overwritten</source>
        <translation>
            <numerusform>覆盖 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n already there</source>
        <translation>
            <numerusform>%n 个已存在</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n 个被拒绝</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n blob(s)</source>
        <translation>
            <numerusform>%1，共 %n 个数据块</numerusform>
        </translation>
    </message>
    <message>
        <source>There is not enough space.</source>
        <translation>空间不足。</translation>
    </message>
    <message>
        <source>Every image was refused.</source>
        <translation>所有镜像都被拒绝。</translation>
    </message>
    <message>
        <source>Some images were refused.</source>
        <translation>有镜像被拒绝。</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message numerus="yes">
        <source>%n without such a platform</source>
        <translation>
            <numerusform>%n 个没有所选平台</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stowage::TransfersModel</name>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) to %1</source>
        <translation>
            <numerusform>%n 个镜像到 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Config %1</source>
        <translation>配置 %1</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>层 %1</translation>
    </message>
</context>
<context>
    <name>stowage::TransfersPage</name>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>What runs now and what ran since the start.</source>
        <translation>正在运行和本次启动以来运行过的任务。</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Choose &amp;images</source>
        <translation>选择镜像(&amp;I)</translation>
    </message>
    <message>
        <source>Nothing has been transferred yet. Choose images to fetch them.</source>
        <translation>还没有传输。请选择要拉取的镜像。</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Retry faile&amp;d</source>
        <translation>重试失败项(&amp;D)</translation>
    </message>
    <message>
        <source>Rep&amp;ort…</source>
        <translation>报告(&amp;O)…</translation>
    </message>
    <message>
        <source>Clear fi&amp;nished</source>
        <translation>清除已完成(&amp;N)</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message numerus="yes">
        <source>Finished, but %n image(s) failed.</source>
        <translation>
            <numerusform>已结束，但有 %n 个镜像失败。</numerusform>
        </translation>
    </message>
    <message>
        <source>Finished: %1 moved.</source>
        <translation>已完成：传输 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) failed. The first: %1</source>
        <translation>
            <numerusform>%n 个镜像失败。第一个：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>Report saved to %1.</source>
        <translation>报告已保存到 %1。</translation>
    </message>
</context>
<context>
    <name>stowage::VerifyBar</name>
    <message>
        <source>Verification progress</source>
        <translation>校验进度</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>取消(&amp;N)</translation>
    </message>
    <message>
        <source>Verifying %1</source>
        <translation>正在校验 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>Bytes done of bytes in all.</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
</context>
</TS>
