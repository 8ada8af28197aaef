<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ConnectionDialog</name>
    <message>
        <source>Connection — CRM Desktop</source>
        <translation>连接 — CRM Desktop</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Empty: named after the database</source>
        <translation>留空则以数据库命名</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>类型(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>S&amp;erver</source>
        <translation>服务器(&amp;E)</translation>
    </message>
    <message>
        <source>The server&apos;s name or address, such as sql.example.com</source>
        <translation>服务器名称或地址，例如 sql.example.com</translation>
    </message>
    <message>
        <source>&amp;Instance or port</source>
        <translation>实例或端口(&amp;I)</translation>
    </message>
    <message>
        <source>Empty for the usual one, port 1433</source>
        <translation>留空表示默认实例，端口 1433</translation>
    </message>
    <message>
        <source>&amp;Database</source>
        <translation>数据库(&amp;D)</translation>
    </message>
    <message>
        <source>En&amp;cryption</source>
        <translation>加密(&amp;C)</translation>
    </message>
    <message>
        <source>The server has its &amp;own certificate: trust it unchecked</source>
        <translation>服务器使用自签名证书：不经检查直接信任(&amp;O)</translation>
    </message>
    <message>
        <source>Sign in &amp;with</source>
        <translation>登录方式(&amp;W)</translation>
    </message>
    <message>
        <source>Wait for an &amp;answer</source>
        <translation>连接等待(&amp;A)</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>f&amp;or each job</source>
        <translation>每项操作(&amp;R)</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>驱动程序</translation>
    </message>
    <message>
        <source>&amp;Test…</source>
        <translation>测试(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ConnectionSignIn</name>
    <message>
        <source>{name}, the server asks for your password again.</source>
        <translation>{name}，服务器要求您再次输入密码。</translation>
    </message>
</context>
<context>
    <name>ConnectionSignInDialog</name>
    <message>
        <source>Sign in again — CRM Desktop</source>
        <translation>重新登录 — CRM Desktop</translation>
    </message>
    <message>
        <source>Everything you typed is still in its window.</source>
        <translation>您输入的内容仍在各窗口中。</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>登录(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>以后再说(&amp;L)</translation>
    </message>
</context>
<context>
    <name>ConnectionState</name>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Connection lost. Trying again…</source>
        <translation>连接已断开，正在重试…</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>The server asks for the password.</source>
        <translation>服务器要求输入密码。</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>重新登录</translation>
    </message>
    <message>
        <source>Everything you typed is still here. You can go on typing; save once the connection is back.</source>
        <translation>您输入的内容都在。可以继续输入，等连接恢复后再保存。</translation>
    </message>
</context>
<context>
    <name>ConnectionTestDialog</name>
    <message>
        <source>Test the connection — CRM Desktop</source>
        <translation>测试连接 — CRM Desktop</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>用户名(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>For this test only; nothing is kept. Leave both empty to test the way to the server alone.</source>
        <translation>仅用于本次测试，不会保存。两项都留空则只测试能否连到服务器。</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Connections</name>
    <message>
        <source>Another connection has this name already.</source>
        <translation>已有同名的连接。</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>请选择文件。</translation>
    </message>
    <message>
        <source>Type the server&apos;s name or address.</source>
        <translation>请填写服务器的名称或地址。</translation>
    </message>
    <message>
        <source>Type the server&apos;s name or address alone; the instance or port has its own field.</source>
        <translation>此处只填服务器名称或地址；实例或端口请填在下面一栏。</translation>
    </message>
    <message>
        <source>Type the name of the database on the server.</source>
        <translation>请填写服务器上的数据库名称。</translation>
    </message>
    <message>
        <source>Type the instance&apos;s name, such as SQLEXPRESS, or a port between 1 and 65535.</source>
        <translation>请填写实例名（例如 SQLEXPRESS）或 1 到 65535 之间的端口。</translation>
    </message>
    <message>
        <source>The safest: encrypted from the first byte, and the server&apos;s certificate is always checked. Needs SQL Server 2022 or Azure SQL, and ODBC Driver 18.</source>
        <translation>最安全：从第一个字节起加密，并且总是检查服务器证书。需要 SQL Server 2022 或 Azure SQL，以及 ODBC Driver 18。</translation>
    </message>
    <message>
        <source>Nobody on the network can read passwords or data. Without encryption there is no connection.</source>
        <translation>网络上无人能读到密码和数据。不能加密就不连接。</translation>
    </message>
    <message>
        <source>Data may cross the network readable by others; only where the server demands it is it encrypted. Choose this for old servers in a network that you trust.</source>
        <translation>数据可能以明文在网络上传输，只有服务器要求时才加密。仅用于可信网络中的旧服务器。</translation>
    </message>
    <message>
        <source>The line is encrypted, but nobody checks that it ends at your server: somebody in between could pretend to be it. Better: have the server&apos;s certificate installed on this computer and leave this off.</source>
        <translation>线路已加密，但不确认对方确实是您的服务器，中间的人可能冒充它。更好的办法：在本机安装服务器证书，不勾选此项。</translation>
    </message>
    <message>
        <source>The certificate must come from an authority that this computer trusts.</source>
        <translation>证书必须由本机信任的机构签发。</translation>
    </message>
    <message>
        <source>{driver} (it checks certificates as the system is set up to)</source>
        <translation>{driver}（是否检查证书取决于系统设置）</translation>
    </message>
    <message>
        <source>SQL Server, shared by the office</source>
        <translation>SQL Server（办公室共用）</translation>
    </message>
    <message>
        <source>Database file on this computer</source>
        <translation>本机上的数据库文件</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>严格</translation>
    </message>
    <message>
        <source>Mandatory</source>
        <translation>强制</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>User name and password</source>
        <translation>用户名和密码</translation>
    </message>
    <message>
        <source>The Windows account of this session</source>
        <translation>当前的 Windows 账户</translation>
    </message>
    <message>
        <source>Database file</source>
        <translation>数据库文件</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>The file {path} cannot be written. Nothing was kept.</source>
        <translation>无法写入文件 {path}，未作保存。</translation>
    </message>
    <message>
        <source>S&amp;how…</source>
        <translation>查看(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>编辑(&amp;E)…</translation>
    </message>
    <message>
        <source>There is no connection yet. Make one with “New”, or start with a database on this computer.</source>
        <translation>还没有连接。请用“新建”添加，或从本机上的数据库开始。</translation>
    </message>
    <message>
        <source>Your administrator set this connection up for the whole computer, in {path}. It cannot be changed here.</source>
        <translation>此连接由管理员为整台电脑设置，位于 {path}，不能在此更改。</translation>
    </message>
    <message>
        <source>Delete the connection</source>
        <translation>删除连接</translation>
    </message>
    <message>
        <source>Delete “{name}” from this list? The database itself and its data stay as they are.</source>
        <translation>从列表中删除“{name}”？数据库本身及其中的数据不受影响。</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
</context>
<context>
    <name>ConnectionsDialog</name>
    <message>
        <source>Connections — CRM Desktop</source>
        <translation>连接 — CRM Desktop</translation>
    </message>
    <message>
        <source>The databases you can sign in to. Passwords are never kept.</source>
        <translation>可以登录的数据库。密码从不保存。</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation>新建(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>编辑(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>删除(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Test…</source>
        <translation>测试(&amp;T)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
</TS>
