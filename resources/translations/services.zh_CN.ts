<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Archive</name>
    <message>
        <source>It was cut or altered.</source>
        <translation>文件不完整或被改动过。</translation>
    </message>
    <message>
        <source>It is no archive of CRM Desktop.</source>
        <translation>这不是本程序的归档。</translation>
    </message>
    <message>
        <source>It is no archive of CRM Desktop, or only part of one.</source>
        <translation>这不是本程序的归档，或只是其中一部分。</translation>
    </message>
</context>
<context>
    <name>BringBack</name>
    <message>
        <source>This value can no longer be chosen.</source>
        <translation>该值已不能再选。</translation>
    </message>
    <message>
        <source>This number has been given to another record meanwhile.</source>
        <translation>该编号已给了别的记录。</translation>
    </message>
    <message>
        <source>This customer is in the recycle bin or no longer there.</source>
        <translation>该客户在回收站中或已不存在。</translation>
    </message>
</context>
<context>
    <name>Connections</name>
    <message>
        <source>The file of connections {path} cannot be read: {reason}</source>
        <translation>无法读取连接文件 {path}：{reason}</translation>
    </message>
    <message>
        <source>Connection {number} ({name}) in {path} cannot be used: look at “{part}” there.</source>
        <translation>{path} 中的第 {number} 个连接（{name}）无法使用：请检查其中的“{part}”。</translation>
    </message>
    <message>
        <source>The connection “{name}” in {path} holds a password, which is not used. Delete it there, and change it on the server: others can read it.</source>
        <translation>{path} 中的连接“{name}”含有密码，程序不会使用。请从文件中删除，并在服务器上更改该密码：他人可以读到它。</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>Run “crm-desktop init” to upgrade it.</source>
        <translation>请运行“crm-desktop init”进行升级。</translation>
    </message>
    <message>
        <source>The database can be read and written: {place}</source>
        <translation>数据库可读写：{place}</translation>
    </message>
    <message>
        <source>The schema is this version&apos;s: {revision}</source>
        <translation>数据库结构与本版本一致：{revision}</translation>
    </message>
    <message>
        <source>There is an active administrator.</source>
        <translation>有可用的管理员。</translation>
    </message>
    <message>
        <source>There is no active administrator.</source>
        <translation>没有可用的管理员。</translation>
    </message>
    <message>
        <source>Run “crm-desktop init --admin NAME”.</source>
        <translation>请运行“crm-desktop init --admin 用户名”。</translation>
    </message>
    <message>
        <source>The database file is sound.</source>
        <translation>数据库文件完好。</translation>
    </message>
    <message>
        <source>The database file is damaged: {what}</source>
        <translation>数据库文件已损坏：{what}</translation>
    </message>
    <message>
        <source>Close the program everywhere and put back a copy made before.</source>
        <translation>请在所有电脑上关闭程序，然后用以前的副本替换。</translation>
    </message>
    <message>
        <source>{name} must change the password before doing anything else.</source>
        <translation>{name} 必须先修改密码才能进行其他操作。</translation>
    </message>
    <message>
        <source>Run “crm-desktop users change-password”, or sign in.</source>
        <translation>请运行“crm-desktop users change-password”，或登录程序修改。</translation>
    </message>
    <message>
        <source>{name} is an administrator and may do everything.</source>
        <translation>{name} 是管理员，拥有全部权限。</translation>
    </message>
    <message>
        <source>{name} is a clerk: everything but System settings.</source>
        <translation>{name} 是普通用户，除系统设置外均可操作。</translation>
    </message>
    <message>
        <source>Free on the disk of {folder}: {n} MB</source>
        <translation>{folder} 所在磁盘的可用空间：{n} MB</translation>
    </message>
    <message>
        <source>Free some space on this disk.</source>
        <translation>请清理此磁盘的空间。</translation>
    </message>
    <message>
        <source>The connection cannot be understood: “{part}”.</source>
        <translation>无法理解该连接：“{part}”。</translation>
    </message>
    <message>
        <source>Look at the connection&apos;s description.</source>
        <translation>请检查连接的设置。</translation>
    </message>
    <message>
        <source>ODBC driver: {name}</source>
        <translation>ODBC 驱动程序：{name}</translation>
    </message>
    <message>
        <source>This driver cannot be told to check the server&apos;s certificate. “ODBC Driver 18 for SQL Server” can.</source>
        <translation>无法要求此驱动程序检查服务器证书。“ODBC Driver 18 for SQL Server”可以。</translation>
    </message>
    <message>
        <source>The SQL Server Browser on {host} does not tell the port of “{instance}”.</source>
        <translation>{host} 上的 SQL Server Browser 没有给出“{instance}”的端口。</translation>
    </message>
    <message>
        <source>Start the service “SQL Server Browser” there and let UDP port 1434 through, or give the connection the port instead of the instance.</source>
        <translation>请在服务器上启动“SQL Server Browser”服务并放行 UDP 端口 1434，或在连接中填写端口代替实例名。</translation>
    </message>
    <message>
        <source>The server answers: {host}, port {port}</source>
        <translation>服务器有应答：{host}，端口 {port}</translation>
    </message>
    <message>
        <source>No computer is called {host}.</source>
        <translation>找不到名为 {host} 的计算机。</translation>
    </message>
    <message>
        <source>Check the server&apos;s name; try its full name or its address.</source>
        <translation>请检查服务器名称；可试用完整名称或 IP 地址。</translation>
    </message>
    <message>
        <source>{host} answers, but nothing listens on port {port}.</source>
        <translation>{host} 有应答，但端口 {port} 上没有服务。</translation>
    </message>
    <message>
        <source>Check the port. On the server, TCP/IP must be switched on (SQL Server Configuration Manager) and the service must be running.</source>
        <translation>请检查端口。服务器上须启用 TCP/IP（SQL Server 配置管理器），并且服务正在运行。</translation>
    </message>
    <message>
        <source>{host} does not answer on port {port} within {n} seconds.</source>
        <translation>{host} 的端口 {port} 在 {n} 秒内没有应答。</translation>
    </message>
    <message>
        <source>Check that the computer is on, and that no firewall blocks this port.</source>
        <translation>请检查服务器是否开机，防火墙是否挡住了此端口。</translation>
    </message>
    <message>
        <source>{host} cannot be reached: {reason}</source>
        <translation>无法连到 {host}：{reason}</translation>
    </message>
    <message>
        <source>Check this computer&apos;s network, and the VPN if you use one.</source>
        <translation>请检查本机网络；如使用 VPN，也请检查。</translation>
    </message>
    <message>
        <source>The sign-in was not tested.</source>
        <translation>未测试登录。</translation>
    </message>
    <message>
        <source>Give a user name and a password to test it as well.</source>
        <translation>填写用户名和密码即可一并测试。</translation>
    </message>
    <message>
        <source>Check the database&apos;s name. If it is right, the database administrator must add a user for this account to it.</source>
        <translation>请检查数据库名称。如果无误，须由数据库管理员在该库中为此账户添加用户。</translation>
    </message>
    <message>
        <source>The server does not take part in strict encryption.</source>
        <translation>服务器不支持“严格”加密。</translation>
    </message>
    <message>
        <source>Something answers there, but the connection fails: {reason}</source>
        <translation>该处有应答，但连接失败：{reason}</translation>
    </message>
    <message>
        <source>Check that the port is SQL Server’s and not another program’s, and that the server is not just starting or stopping. Otherwise give these words to the administrator.</source>
        <translation>请确认该端口属于 SQL Server 而不是其他程序，并且服务器不在启动或停止过程中。否则请把这段文字转告管理员。</translation>
    </message>
    <message>
        <source>“Strict” needs SQL Server 2022 or Azure SQL with a certificate this computer trusts. Choose “Mandatory” for an older server.</source>
        <translation>“严格”需要 SQL Server 2022 或 Azure SQL，且本机信任其证书。较旧的服务器请选“强制”。</translation>
    </message>
    <message>
        <source>Have the server&apos;s certificate, or that of the authority which signed it, installed on this computer, and connect by the name that stands in it. In a network you trust you may tick “trust it unchecked” instead.</source>
        <translation>请在本机安装服务器证书或其签发机构的证书，并用证书中的名称连接。在可信的网络中，也可以勾选“不经检查直接信任”。</translation>
    </message>
    <message>
        <source>The database administrator must make a login for this Windows account, or for a group it belongs to.</source>
        <translation>须由数据库管理员为此 Windows 账户或其所属的组建立登录名。</translation>
    </message>
    <message>
        <source>Check name and password. SQL Server must allow SQL users (“mixed mode”), and a contained user is known in its own database only: check the database&apos;s name too.</source>
        <translation>请检查用户名和密码。SQL Server 须允许 SQL 用户登录（“混合模式”）；包含数据库用户只在所属的库中有效，请同时检查数据库名称。</translation>
    </message>
    <message>
        <source>The line need not be encrypted.</source>
        <translation>线路不要求加密。</translation>
    </message>
    <message>
        <source>Choose “Mandatory” unless you trust the whole network.</source>
        <translation>除非完全信任网络，请选“强制”。</translation>
    </message>
    <message>
        <source>The line is encrypted; the certificate is not checked.</source>
        <translation>线路已加密；未检查证书。</translation>
    </message>
    <message>
        <source>Have the server&apos;s certificate installed here, then let it be checked.</source>
        <translation>请在本机安装服务器证书，然后改为检查证书。</translation>
    </message>
    <message>
        <source>The line is encrypted, and the server&apos;s certificate is trusted.</source>
        <translation>线路已加密，服务器证书可信。</translation>
    </message>
    <message>
        <source>Signed in to the server as {account}.</source>
        <translation>已登录服务器，账户为 {account}。</translation>
    </message>
    <message>
        <source>The database {name} is open, but is not CRM Desktop&apos;s.</source>
        <translation>可以打开数据库 {name}，但它不是 CRM Desktop 的数据库。</translation>
    </message>
    <message>
        <source>Check the database&apos;s name. In an empty one, its owner runs “crm-desktop init”.</source>
        <translation>请检查数据库名称。如果是空库，由其所有者运行“crm-desktop init”。</translation>
    </message>
    <message>
        <source>The database can be read: {place}</source>
        <translation>可以读取数据库：{place}</translation>
    </message>
    <message>
        <source>SQL Server version {version}</source>
        <translation>SQL Server 版本 {version}</translation>
    </message>
    <message>
        <source>Azure SQL, version {version}</source>
        <translation>Azure SQL，版本 {version}</translation>
    </message>
    <message>
        <source>CRM Desktop is made for SQL Server 2016 (13.0) and later.</source>
        <translation>CRM Desktop 适用于 SQL Server 2016（13.0）及更高版本。</translation>
    </message>
    <message>
        <source>The schema is of a newer version: {revision}</source>
        <translation>数据库结构的版本较新：{revision}</translation>
    </message>
    <message>
        <source>Update CRM Desktop on this computer, unless it signs in all the same.</source>
        <translation>如果不能登录，请更新本机的 CRM Desktop。</translation>
    </message>
    <message>
        <source>The schema is of an older version: {revision}</source>
        <translation>数据库结构的版本较旧：{revision}</translation>
    </message>
    <message>
        <source>The database&apos;s owner runs “crm-desktop init” to upgrade it.</source>
        <translation>由数据库所有者运行“crm-desktop init”进行升级。</translation>
    </message>
    <message>
        <source>{name} owns the database and is no user of CRM Desktop.</source>
        <translation>{name} 是数据库所有者，但不是 CRM Desktop 的用户。</translation>
    </message>
    <message>
        <source>Work with an account of your own; this one is for “init”.</source>
        <translation>请用自己的账户工作；此账户用于“init”。</translation>
    </message>
    <message>
        <source>{name} has no rights in CRM Desktop.</source>
        <translation>{name} 在 CRM Desktop 中没有任何权限。</translation>
    </message>
    <message>
        <source>An administrator adds the user, or enables it again.</source>
        <translation>须由管理员添加或重新启用该用户。</translation>
    </message>
    <message>
        <source>{setting} is on: lists and saves do not wait for each other.</source>
        <translation>{setting} 已启用：查看列表与保存互不等待。</translation>
    </message>
    <message>
        <source>{setting} is off: lists and saves may block each other.</source>
        <translation>{setting} 未启用：查看列表与保存可能互相阻塞。</translation>
    </message>
    <message>
        <source>The database administrator runs: {sql}</source>
        <translation>请数据库管理员执行：{sql}</translation>
    </message>
    <message>
        <source>The revenue by day is what the payments say.</source>
        <translation>每日收入与收款记录一致。</translation>
    </message>
    <message>
        <source>What each customer paid is what the payments say.</source>
        <translation>各客户的付款合计与收款记录一致。</translation>
    </message>
    <message>
        <source>The search index is what the customers say.</source>
        <translation>搜索索引与客户资料一致。</translation>
    </message>
    <message>
        <source>The revenue by day is wrong; days: {n}</source>
        <translation>每日收入与收款记录不一致，涉及天数：{n}</translation>
    </message>
    <message>
        <source>What was paid in all is wrong; customers: {n}</source>
        <translation>付款合计与收款记录不一致，涉及客户数：{n}</translation>
    </message>
    <message>
        <source>The search index is wrong; pieces of text: {n}</source>
        <translation>搜索索引与客户资料不一致，涉及文字片段数：{n}</translation>
    </message>
    <message>
        <source>An administrator runs “crm-desktop doctor --repair --user NAME”.</source>
        <translation>请管理员运行“crm-desktop doctor --repair --user 用户名”。</translation>
    </message>
    <message>
        <source>The database&apos;s owner runs “crm-desktop doctor --repair --database NAME --user OWNER”, in a quiet hour: saves wait for it.</source>
        <translation>由数据库所有者在空闲时运行“crm-desktop doctor --repair --database 名称 --user 所有者”：期间保存要等待。</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>Name of the query</source>
        <translation>查询名称</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>There is a database in this file. Choose another name.</source>
        <translation>这是一个数据库文件，请换一个文件名。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>There is no such file or folder.</source>
        <translation>文件或文件夹不存在。</translation>
    </message>
    <message>
        <source>This is a folder.</source>
        <translation>这是一个文件夹。</translation>
    </message>
    <message>
        <source>The file&apos;s name is too long.</source>
        <translation>文件名太长。</translation>
    </message>
    <message>
        <source>You have no right to it, or the file is open in another program.</source>
        <translation>没有权限，或文件正被其他程序打开。</translation>
    </message>
</context>
<context>
    <name>Odbc</name>
    <message>
        <source>Strict encryption needs Microsoft&apos;s “ODBC Driver 18 for SQL Server”. Install it from {link}, or choose “Mandatory”.</source>
        <translation>“严格”加密需要微软的“ODBC Driver 18 for SQL Server”。请从 {link} 安装，或改选“强制”。</translation>
    </message>
    <message>
        <source>Install Microsoft&apos;s “ODBC Driver 18 for SQL Server” (x64) from {link}; whoever looks after this computer can do it for all its users.</source>
        <translation>请从 {link} 安装微软的“ODBC Driver 18 for SQL Server”（x64）；电脑的管理人员可以为所有用户安装。</translation>
    </message>
    <message>
        <source>Install Microsoft&apos;s “ODBC Driver 18 for SQL Server”: with Homebrew “brew install msodbcsql18” after “brew tap microsoft/mssql-release”; see {link}.</source>
        <translation>请安装微软的“ODBC Driver 18 for SQL Server”：用 Homebrew 先执行“brew tap microsoft/mssql-release”，再执行“brew install msodbcsql18”；参见 {link}。</translation>
    </message>
    <message>
        <source>Install Microsoft&apos;s “ODBC Driver 18 for SQL Server” (package msodbcsql18, see {link}) or FreeTDS (packages unixodbc and tdsodbc).</source>
        <translation>请安装微软的“ODBC Driver 18 for SQL Server”（软件包 msodbcsql18，参见 {link}），或 FreeTDS（软件包 unixodbc 和 tdsodbc）。</translation>
    </message>
</context>
<context>
    <name>Restore</name>
    <message>
        <source>The owner {owner} is disabled: it has no owner now.</source>
        <translation>业务员 {owner} 已停用：现在没有业务员。</translation>
    </message>
    <message>
        <source>Its group parent {parent} is still in the recycle bin.</source>
        <translation>所属集团 {parent} 仍在回收站中。</translation>
    </message>
    <message>
        <source>Its customer {customer} was in the recycle bin and is restored.</source>
        <translation>所属客户 {customer} 原在回收站中，已一并恢复。</translation>
    </message>
    <message>
        <source>Another contact is the primary one now.</source>
        <translation>现在另一位联系人是主要联系人。</translation>
    </message>
</context>
<context>
    <name>Transfer</name>
    <message>
        <source>“{value}” is not one of the values of this list, and only an administrator may add to it.</source>
        <translation>“{value}”不在此列表中，只有管理员可以添加。</translation>
    </message>
    <message>
        <source>Several users are called “{value}”. Use the user name.</source>
        <translation>有多个用户叫“{value}”，请改用用户名。</translation>
    </message>
    <message>
        <source>Contact&apos;s phone</source>
        <translation>联系人电话</translation>
    </message>
    <message>
        <source>Why it was refused</source>
        <translation>拒绝原因</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>We have no column of this name.</source>
        <translation>本系统没有这一列。</translation>
    </message>
    <message>
        <source>This column is there twice.</source>
        <translation>此列出现了两次。</translation>
    </message>
    <message>
        <source>The file lacks this column.</source>
        <translation>文件缺少此列。</translation>
    </message>
    <message>
        <source>These customers would belong to each other in a circle.</source>
        <translation>这些客户的上级关系形成了循环。</translation>
    </message>
    <message>
        <source>It is an old or a protected Excel file. Save it as .xlsx without a password.</source>
        <translation>这是旧版或加密的 Excel 文件，请另存为不加密的 .xlsx。</translation>
    </message>
    <message>
        <source>It is no table of comma-separated values, or a quotation mark is missing.</source>
        <translation>它不是逗号分隔的表格，或缺少引号。</translation>
    </message>
    <message>
        <source>It is neither a text (UTF-8 or GB18030) nor an Excel file.</source>
        <translation>它既不是文本文件（UTF-8 或 GB18030），也不是 Excel 文件。</translation>
    </message>
    <message>
        <source>It is not an Excel workbook, or it is damaged.</source>
        <translation>它不是 Excel 工作簿，或已损坏。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>It is the file that is imported.</source>
        <translation>这就是正在导入的文件。</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>The row has more cells than there are columns.</source>
        <translation>此行的单元格比列数多。</translation>
    </message>
    <message>
        <source>Revenue by {breakdown}</source>
        <translation>收入统计（按{breakdown}）</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>客户编号</translation>
    </message>
    <message>
        <source>Period before ({period})</source>
        <translation>上期（{period}）</translation>
    </message>
    <message>
        <source>A year ago ({period})</source>
        <translation>去年同期（{period}）</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Change in %</source>
        <translation>增减 %</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Its name must end in .xlsx or .csv.</source>
        <translation>文件名必须以 .xlsx 或 .csv 结尾。</translation>
    </message>
    <message>
        <source>An Excel sheet has too few rows for it. Choose a name that ends in .csv.</source>
        <translation>超出了 Excel 工作表的行数，请改用 .csv 文件。</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>Entered again as {number}.</source>
        <translation>已重新录入为 {number}。</translation>
    </message>
    <message>
        <source>Removed: the import had made it, and nobody uses it.</source>
        <translation>已删除：由这次导入新建，无人使用。</translation>
    </message>
</context>
</TS>
