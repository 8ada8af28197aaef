<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
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
</TS>
