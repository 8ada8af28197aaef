<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
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
</TS>
