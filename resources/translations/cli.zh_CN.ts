<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Cli</name>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>已取消，数据没有改动。</translation>
    </message>
    <message>
        <source>Something went wrong that should not have. What was saved before is safe. The details are in {file}.</source>
        <translation>出现了意外错误。此前保存的数据是安全的。详细信息见 {file}。</translation>
    </message>
    <message>
        <source>“{value}” is not one of the values of this list.</source>
        <translation>“{value}”不在此列表中。</translation>
    </message>
    <message>
        <source>The first day is after the last.</source>
        <translation>开始日期晚于结束日期。</translation>
    </message>
    <message>
        <source>Administrator: {name}</source>
        <translation>管理员：{name}</translation>
    </message>
    <message>
        <source>Recovery code: {code}
Keep it on paper: it is shown only now, and is the way back when the administrator&apos;s password is forgotten.</source>
        <translation>恢复码：{code}
请抄写或打印保存：恢复码只显示这一次，管理员忘记密码时凭它重设密码。</translation>
    </message>
    <message>
        <source>It has no user yet: run init again with --admin NAME.</source>
        <translation>其中还没有用户：请用 --admin 用户名 再次运行 init。</translation>
    </message>
    <message>
        <source>Created: {place}</source>
        <translation>已创建：{place}</translation>
    </message>
    <message>
        <source>Upgraded: {place}. A copy of it as it was is beside it.</source>
        <translation>已升级：{place}。升级前的副本保存在旁边。</translation>
    </message>
    <message>
        <source>Up to date: {place}</source>
        <translation>无需升级：{place}</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>收付款</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>being stored</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>being taken back</source>
        <translation>正在撤销</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>“{name}” is none of our columns: {all}</source>
        <translation>没有“{name}”这一列，可用的列：{all}</translation>
    </message>
    <message>
        <source>Columns we do not know were left out: {names}</source>
        <translation>已忽略无法识别的列：{names}</translation>
    </message>
    <message>
        <source>Import {id} of {file} broke off: “imports finish {id}” stores the rest, “imports undo {id}” takes it back.</source>
        <translation>导入 {id}（{file}）中断了：用“imports finish {id}”保存剩下的行，或用“imports undo {id}”撤销。</translation>
    </message>
    <message>
        <source>Import {id} of {file} broke off: “imports undo {id}” takes it back.</source>
        <translation>导入 {id}（{file}）中断了：用“imports undo {id}”撤销。</translation>
    </message>
    <message>
        <source>Made: {names}</source>
        <translation>新建：{names}</translation>
    </message>
    <message>
        <source>Created: {n}</source>
        <translation>已导入：{n}</translation>
    </message>
    <message>
        <source>Contacts: {n}</source>
        <translation>联系人：{n}</translation>
    </message>
    <message>
        <source>Skipped, for the number is taken: {n}</source>
        <translation>编号已存在而跳过：{n}</translation>
    </message>
    <message>
        <source>Refused: {n}, in {file}</source>
        <translation>拒绝：{n}，已写入 {file}</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>taken back, records left: {n}</source>
        <translation>已撤销，剩余记录：{n}</translation>
    </message>
    <message>
        <source>Taken back: {n}</source>
        <translation>已撤销：{n}</translation>
    </message>
    <message>
        <source>Kept: {record} ({reason})</source>
        <translation>保留：{record}（{reason}）</translation>
    </message>
    <message>
        <source>Values removed that nobody uses: {names}</source>
        <translation>已删除无人使用的值：{names}</translation>
    </message>
    <message>
        <source>What has payments, customers that belong to it or records that use it can be taken back later in the same way, once it has none. What was changed since stays.</source>
        <translation>有收款、有下级客户或仍被使用的，等这些不再存在后可以用同样的方法再撤销；之后修改过的会保留。</translation>
    </message>
    <message>
        <source>Rows written: {n}</source>
        <translation>已写入行数：{n}</translation>
    </message>
    <message>
        <source>Customers: {n}</source>
        <translation>客户：{n}</translation>
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
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Disabled: {name}</source>
        <translation>已停用：{name}</translation>
    </message>
    <message>
        <source>Customers handed over: {n}</source>
        <translation>已移交的客户：{n}</translation>
    </message>
    <message>
        <source>Your password has been changed.</source>
        <translation>您的密码已修改。</translation>
    </message>
    <message>
        <source>{name} must change this password at the first sign-in.</source>
        <translation>{name} 首次登录时必须修改此密码。</translation>
    </message>
    <message>
        <source>One-time password: {password}</source>
        <translation>一次性密码：{password}</translation>
    </message>
    <message>
        <source>The result cannot be written: {reason}</source>
        <translation>结果无法输出：{reason}</translation>
    </message>
    <message>
        <source>Rows: {done} of {total}</source>
        <translation>行：{done} / {total}</translation>
    </message>
    <message>
        <source>usage: </source>
        <translation>用法：</translation>
    </message>
    <message>
        <source>what follows</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>show this help and end</source>
        <translation>显示此帮助并退出</translation>
    </message>
    <message>
        <source>Missing: {names}</source>
        <translation>缺少：{names}</translation>
    </message>
    <message>
        <source>Too much: {names}</source>
        <translation>多余：{names}</translation>
    </message>
    <message>
        <source>{name}: {value} is none of {names}</source>
        <translation>{name}：{value} 不在可选值中（{names}）</translation>
    </message>
    <message>
        <source>{name} needs a value</source>
        <translation>{name} 缺少取值</translation>
    </message>
    <message>
        <source>Wrong usage: {message}</source>
        <translation>用法错误：{message}</translation>
    </message>
    <message>
        <source>CRM Desktop: customers, contacts, payments, queries, statistics, reports.</source>
        <translation>客户关系管理系统：客户、联系人、收款、查询、统计、报表。</translation>
    </message>
    <message>
        <source>Without a subcommand the program opens its windows; with --demo on a sample company. The password comes from a prompt or from the variable CRM_PASSWORD.</source>
        <translation>不带子命令则打开程序窗口；加 --demo 打开样例公司。密码由提示输入，或取自环境变量 CRM_PASSWORD。</translation>
    </message>
    <message>
        <source>test the database and what the program needs</source>
        <translation>检查数据库和程序所需的环境</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>通用选项</translation>
    </message>
    <message>
        <source>a file, a SQLAlchemy URL or the name of a saved connection</source>
        <translation>数据库文件、SQLAlchemy URL 或已保存连接的名称</translation>
    </message>
    <message>
        <source>who signs in</source>
        <translation>登录的用户名</translation>
    </message>
    <message>
        <source>print the result as JSON</source>
        <translation>以 JSON 输出结果</translation>
    </message>
    <message>
        <source>the language of all texts</source>
        <translation>界面语言</translation>
    </message>
    <message>
        <source>create or upgrade a database</source>
        <translation>创建或升级数据库</translation>
    </message>
    <message>
        <source>make the first administrator</source>
        <translation>创建首位管理员</translation>
    </message>
    <message>
        <source>make summaries and search index anew, as an administrator, on a server as the database&apos;s owner (see --user)</source>
        <translation>重建汇总数据和搜索索引，需要管理员，在服务器上需要数据库所有者（见 --user）</translation>
    </message>
    <message>
        <source>read the new password from standard input</source>
        <translation>从标准输入读取新密码</translation>
    </message>
    <message>
        <source>import from .csv or .xlsx, all rows or none</source>
        <translation>从 .csv 或 .xlsx 导入，全部成功或全部不导入</translation>
    </message>
    <message>
        <source>what one of our columns is called in the file; may be repeated</source>
        <translation>指定本系统的列在文件中的列名，可重复使用</translation>
    </message>
    <message>
        <source>make unknown categories and list values</source>
        <translation>自动新建未知的类别和列表值</translation>
    </message>
    <message>
        <source>what becomes of rows whose number is taken</source>
        <translation>编号已存在的行如何处理</translation>
    </message>
    <message>
        <source>import the good rows, and write the refused ones to this file</source>
        <translation>导入正确的行，被拒绝的行写入此文件</translation>
    </message>
    <message>
        <source>list imports, finish or take back one</source>
        <translation>列出导入，继续或撤销其中一次</translation>
    </message>
    <message>
        <source>list all imports</source>
        <translation>列出所有导入</translation>
    </message>
    <message>
        <source>store the rest of one that broke off</source>
        <translation>把中断的导入保存完</translation>
    </message>
    <message>
        <source>take back all that an import made</source>
        <translation>撤销一次导入新增的全部记录</translation>
    </message>
    <message>
        <source>export to .csv or .xlsx, by the file&apos;s name</source>
        <translation>按文件名导出为 .csv 或 .xlsx</translation>
    </message>
    <message>
        <source>find customers by any combination of criteria</source>
        <translation>按任意条件组合查询客户</translation>
    </message>
    <message>
        <source>what to search by</source>
        <translation>查询条件</translation>
    </message>
    <message>
        <source>what customers paid over a period</source>
        <translation>统计一段时间内的客户付款情况</translation>
    </message>
    <message>
        <source>the first day; else that of the first payment</source>
        <translation>开始日期，缺省为首笔收款的日期</translation>
    </message>
    <message>
        <source>the last day; else that of the last payment</source>
        <translation>结束日期，缺省为最后一笔收款的日期</translation>
    </message>
    <message>
        <source>write a report as PDF</source>
        <translation>生成 PDF 报表</translation>
    </message>
    <message>
        <source>the list of customers</source>
        <translation>客户列表</translation>
    </message>
    <message>
        <source>a customer with contacts and payments</source>
        <translation>客户卡片，含联系人和收款</translation>
    </message>
    <message>
        <source>the list of contacts</source>
        <translation>联系人列表</translation>
    </message>
    <message>
        <source>the result of a query</source>
        <translation>查询结果</translation>
    </message>
    <message>
        <source>statistics with their chart</source>
        <translation>统计表和图表</translation>
    </message>
    <message>
        <source>the customer&apos;s number</source>
        <translation>客户编号</translation>
    </message>
    <message>
        <source>look after the users</source>
        <translation>管理系统用户</translation>
    </message>
    <message>
        <source>list all users</source>
        <translation>列出所有用户</translation>
    </message>
    <message>
        <source>add a user, who must change the password first</source>
        <translation>添加用户，首次登录须修改密码</translation>
    </message>
    <message>
        <source>let a user sign in no more</source>
        <translation>停用用户</translation>
    </message>
    <message>
        <source>give all customers of one user to another</source>
        <translation>把一位用户名下的全部客户转给另一位</translation>
    </message>
    <message>
        <source>give a user a one-time password</source>
        <translation>重置为一次性密码</translation>
    </message>
    <message>
        <source>change one&apos;s own password</source>
        <translation>修改自己的密码</translation>
    </message>
    <message>
        <source>save all data in one portable archive</source>
        <translation>把全部数据保存成一个可移动的归档文件</translation>
    </message>
    <message>
        <source>restore an archive or a backup into an empty database</source>
        <translation>把归档或备份恢复到空数据库</translation>
    </message>
    <message>
        <source>replace the database file that is there; it is kept beside</source>
        <translation>替换现有的数据库文件，原文件保留在旁边</translation>
    </message>
    <message>
        <source>copy all data to an empty database, file or server</source>
        <translation>把全部数据复制到空数据库（文件或服务器）</translation>
    </message>
    <message>
        <source>where to: as for --database</source>
        <translation>目标数据库，写法同 --database</translation>
    </message>
    <message>
        <source>the owner of that database, on a server</source>
        <translation>目标在服务器上时，该数据库的所有者</translation>
    </message>
    <message>
        <source>{text} is not a date like 2026-03-31</source>
        <translation>{text} 不是 2026-03-31 格式的日期</translation>
    </message>
    <message>
        <source>{text} is not of the form OURS=THEIRS</source>
        <translation>{text} 不是“本系统列名=文件列名”的形式</translation>
    </message>
    <message>
        <source>No font has these characters; boxes with their codes stand: {all}</source>
        <translation>以下字符没有可用字体，已用带编码的方框代替：{all}</translation>
    </message>
    <message>
        <source>Written: {file} (pages: {n})</source>
        <translation>已生成：{file}（页数：{n}）</translation>
    </message>
    <message>
        <source>A report is a PDF: the name {file} must end in .pdf.</source>
        <translation>报表是 PDF 文件：文件名 {file} 必须以 .pdf 结尾。</translation>
    </message>
    <message>
        <source>Say who you are: --user NAME</source>
        <translation>请用 --user 指定用户名</translation>
    </message>
    <message>
        <source>Password of {name}: </source>
        <translation>{name} 的密码：</translation>
    </message>
    <message>
        <source>There is nobody to ask for the password here. Put it into the variable {variable}.</source>
        <translation>这里无法询问密码，请把密码放进环境变量 {variable}。</translation>
    </message>
    <message>
        <source>There is nobody to ask for the new password here. Give it by --password-stdin.</source>
        <translation>这里无法询问新密码，请用 --password-stdin 提供。</translation>
    </message>
    <message>
        <source>New password of {name}: </source>
        <translation>{name} 的新密码：</translation>
    </message>
    <message>
        <source>The same once more: </source>
        <translation>再输入一次：</translation>
    </message>
    <message>
        <source>The two passwords differ. Nothing was changed.</source>
        <translation>两次输入的密码不一致，数据没有改动。</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>Rows: {n}</source>
        <translation>行数：{n}</translation>
    </message>
    <message>
        <source>Restored: {place}</source>
        <translation>已恢复：{place}</translation>
    </message>
    <message>
        <source>Copied to: {place}</source>
        <translation>已复制到：{place}</translation>
    </message>
    <message>
        <source>Rows: {n}; count and checksum of every table are those of the source.</source>
        <translation>行数：{n}；每张表的行数和校验值都与来源一致。</translation>
    </message>
    <message>
        <source>The database that was there is now {file}</source>
        <translation>原来的数据库现在是 {file}</translation>
    </message>
    <message>
        <source>One-time password of {name}: {password}</source>
        <translation>{name} 的一次性密码：{password}</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Last time</source>
        <translation>上次运行</translation>
    </message>
    <message>
        <source>CRM Desktop ended unexpectedly last time. What had been saved is safe. If it happens again, send the details to whoever looks after this program.</source>
        <translation>程序上次意外退出。已保存的内容是安全的。如果再次发生，请把详细信息发给系统维护人员。</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>The fonts for reports are there, rare characters included.</source>
        <translation>报表字体齐全，包括生僻字。</translation>
    </message>
    <message>
        <source>The font for reports is there; rare characters will be boxes.</source>
        <translation>报表字体可用，但生僻字将显示为方框。</translation>
    </message>
    <message>
        <source>For rare characters in reports install a font that has them, such as SimSun-ExtB.</source>
        <translation>如需在报表中显示生僻字，请安装含生僻字的字体，如 SimSun-ExtB。</translation>
    </message>
    <message>
        <source>Qt cannot be loaded: {reason}</source>
        <translation>无法加载 Qt：{reason}</translation>
    </message>
    <message>
        <source>Install the newest “Microsoft Visual C++ Redistributable (x64)”.</source>
        <translation>请安装最新的“Microsoft Visual C++ Redistributable (x64)”。</translation>
    </message>
    <message>
        <source>Run “python3 dev.py run”, which installs what Qt needs.</source>
        <translation>请运行“python3 dev.py run”，它会安装 Qt 所需的组件。</translation>
    </message>
    <message>
        <source>Printers: {names}</source>
        <translation>打印机：{names}</translation>
    </message>
    <message>
        <source>What is derived from the records was made anew.</source>
        <translation>已根据记录重新生成汇总等数据。</translation>
    </message>
    <message>
        <source>There is no printer. Reports can be saved as PDF all the same.</source>
        <translation>没有打印机，报表仍可保存为 PDF。</translation>
    </message>
    <message>
        <source>Add a printer in the settings of this computer.</source>
        <translation>请在系统设置中添加打印机。</translation>
    </message>
</context>
</TS>
