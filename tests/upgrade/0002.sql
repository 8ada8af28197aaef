BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE audit_log (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER, 
	username VARCHAR(50) DEFAULT ('') NOT NULL, 
	action VARCHAR(20) NOT NULL, 
	entity VARCHAR(30) NOT NULL, 
	entity_id INTEGER NOT NULL, 
	customer_id INTEGER, 
	label VARCHAR(250) DEFAULT ('') NOT NULL, 
	changes TEXT NOT NULL, 
	CONSTRAINT pk_audit_log PRIMARY KEY (id), 
	CONSTRAINT fk_audit_log_user_id_client_user FOREIGN KEY(user_id) REFERENCES client_user (id)
);
INSERT INTO "audit_log" VALUES(1,'2026-03-10 06:30:00.000000',NULL,'','create','client_user',1,NULL,'admin','{"username": [null, "admin"], "display_name": [null, "admin"], "password_hash": [null, "***"], "recovery_hash": [null, "***"], "pop": [null, "1"], "is_active": [null, "1"], "must_change_password": [null, "0"]}');
INSERT INTO "audit_log" VALUES(2,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',1,NULL,'status: potential','{"list": [null, "status"], "code": [null, "potential"], "label_zh": [null, "潜在"], "label_en": [null, "Potential"], "position": [null, "0"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(3,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',2,NULL,'status: interested','{"list": [null, "status"], "code": [null, "interested"], "label_zh": [null, "意向"], "label_en": [null, "Interested"], "position": [null, "1"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(4,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',3,NULL,'status: active','{"list": [null, "status"], "code": [null, "active"], "label_zh": [null, "合作"], "label_en": [null, "Active"], "position": [null, "2"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(5,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',4,NULL,'status: lost','{"list": [null, "status"], "code": [null, "lost"], "label_zh": [null, "流失"], "label_en": [null, "Lost"], "position": [null, "3"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(6,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',5,NULL,'status: invalid','{"list": [null, "status"], "code": [null, "invalid"], "label_zh": [null, "无效"], "label_en": [null, "Invalid"], "position": [null, "4"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(7,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',6,NULL,'level: vip','{"list": [null, "level"], "code": [null, "vip"], "label_zh": [null, "重点客户"], "label_en": [null, "Key account"], "position": [null, "0"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(8,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',7,NULL,'level: a','{"list": [null, "level"], "code": [null, "a"], "label_zh": [null, "A 级"], "label_en": [null, "A"], "position": [null, "1"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(9,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',8,NULL,'level: b','{"list": [null, "level"], "code": [null, "b"], "label_zh": [null, "B 级"], "label_en": [null, "B"], "position": [null, "2"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(10,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',9,NULL,'level: c','{"list": [null, "level"], "code": [null, "c"], "label_zh": [null, "C 级"], "label_en": [null, "C"], "position": [null, "3"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(11,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',10,NULL,'source: referral','{"list": [null, "source"], "code": [null, "referral"], "label_zh": [null, "客户介绍"], "label_en": [null, "Referral"], "position": [null, "0"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(12,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',11,NULL,'source: visit','{"list": [null, "source"], "code": [null, "visit"], "label_zh": [null, "上门拜访"], "label_en": [null, "Visit"], "position": [null, "1"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(13,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',12,NULL,'source: phone','{"list": [null, "source"], "code": [null, "phone"], "label_zh": [null, "电话营销"], "label_en": [null, "Telephone"], "position": [null, "2"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(14,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',13,NULL,'source: fair','{"list": [null, "source"], "code": [null, "fair"], "label_zh": [null, "展会"], "label_en": [null, "Trade fair"], "position": [null, "3"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(15,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',14,NULL,'source: web','{"list": [null, "source"], "code": [null, "web"], "label_zh": [null, "网络"], "label_en": [null, "Internet"], "position": [null, "4"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(16,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',15,NULL,'source: advertising','{"list": [null, "source"], "code": [null, "advertising"], "label_zh": [null, "广告"], "label_en": [null, "Advertising"], "position": [null, "5"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(17,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',16,NULL,'source: other','{"list": [null, "source"], "code": [null, "other"], "label_zh": [null, "其他"], "label_en": [null, "Other"], "position": [null, "6"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(18,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',17,NULL,'industry: retail','{"list": [null, "industry"], "code": [null, "retail"], "label_zh": [null, "零售"], "label_en": [null, "Retail"], "position": [null, "0"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(19,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',18,NULL,'industry: wholesale','{"list": [null, "industry"], "code": [null, "wholesale"], "label_zh": [null, "批发"], "label_en": [null, "Wholesale"], "position": [null, "1"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(20,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',19,NULL,'industry: catering','{"list": [null, "industry"], "code": [null, "catering"], "label_zh": [null, "餐饮"], "label_en": [null, "Catering"], "position": [null, "2"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(21,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',20,NULL,'industry: hotel','{"list": [null, "industry"], "code": [null, "hotel"], "label_zh": [null, "酒店"], "label_en": [null, "Hotels"], "position": [null, "3"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(22,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',21,NULL,'industry: manufacturing','{"list": [null, "industry"], "code": [null, "manufacturing"], "label_zh": [null, "制造"], "label_en": [null, "Manufacturing"], "position": [null, "4"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(23,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',22,NULL,'industry: logistics','{"list": [null, "industry"], "code": [null, "logistics"], "label_zh": [null, "物流"], "label_en": [null, "Logistics"], "position": [null, "5"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(24,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',23,NULL,'industry: government','{"list": [null, "industry"], "code": [null, "government"], "label_zh": [null, "政府机关"], "label_en": [null, "Government"], "position": [null, "6"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(25,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',24,NULL,'industry: education','{"list": [null, "industry"], "code": [null, "education"], "label_zh": [null, "学校"], "label_en": [null, "Schools"], "position": [null, "7"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(26,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',25,NULL,'industry: healthcare','{"list": [null, "industry"], "code": [null, "healthcare"], "label_zh": [null, "医疗"], "label_en": [null, "Health care"], "position": [null, "8"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(27,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',26,NULL,'industry: other','{"list": [null, "industry"], "code": [null, "other"], "label_zh": [null, "其他"], "label_en": [null, "Other"], "position": [null, "9"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(28,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',27,NULL,'credit_rating: aaa','{"list": [null, "credit_rating"], "code": [null, "aaa"], "label_zh": [null, "AAA"], "label_en": [null, "AAA"], "position": [null, "0"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(29,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',28,NULL,'credit_rating: aa','{"list": [null, "credit_rating"], "code": [null, "aa"], "label_zh": [null, "AA"], "label_en": [null, "AA"], "position": [null, "1"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(30,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',29,NULL,'credit_rating: a','{"list": [null, "credit_rating"], "code": [null, "a"], "label_zh": [null, "A"], "label_en": [null, "A"], "position": [null, "2"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(31,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',30,NULL,'credit_rating: b','{"list": [null, "credit_rating"], "code": [null, "b"], "label_zh": [null, "B"], "label_en": [null, "B"], "position": [null, "3"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(32,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',31,NULL,'credit_rating: c','{"list": [null, "credit_rating"], "code": [null, "c"], "label_zh": [null, "C"], "label_en": [null, "C"], "position": [null, "4"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(33,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',32,NULL,'payment_method: transfer','{"list": [null, "payment_method"], "code": [null, "transfer"], "label_zh": [null, "银行转账"], "label_en": [null, "Bank transfer"], "position": [null, "0"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(34,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',33,NULL,'payment_method: cash','{"list": [null, "payment_method"], "code": [null, "cash"], "label_zh": [null, "现金"], "label_en": [null, "Cash"], "position": [null, "1"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(35,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',34,NULL,'payment_method: wechat','{"list": [null, "payment_method"], "code": [null, "wechat"], "label_zh": [null, "微信支付"], "label_en": [null, "WeChat Pay"], "position": [null, "2"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(36,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',35,NULL,'payment_method: alipay','{"list": [null, "payment_method"], "code": [null, "alipay"], "label_zh": [null, "支付宝"], "label_en": [null, "Alipay"], "position": [null, "3"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(37,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',36,NULL,'payment_method: card','{"list": [null, "payment_method"], "code": [null, "card"], "label_zh": [null, "刷卡"], "label_en": [null, "Card"], "position": [null, "4"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(38,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',37,NULL,'payment_method: cheque','{"list": [null, "payment_method"], "code": [null, "cheque"], "label_zh": [null, "支票"], "label_en": [null, "Cheque"], "position": [null, "5"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(39,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',38,NULL,'payment_method: acceptance','{"list": [null, "payment_method"], "code": [null, "acceptance"], "label_zh": [null, "承兑汇票"], "label_en": [null, "Bill of acceptance"], "position": [null, "6"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(40,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',39,NULL,'education: primary','{"list": [null, "education"], "code": [null, "primary"], "label_zh": [null, "初中及以下"], "label_en": [null, "Middle school or less"], "position": [null, "0"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(41,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',40,NULL,'education: secondary','{"list": [null, "education"], "code": [null, "secondary"], "label_zh": [null, "高中"], "label_en": [null, "High school"], "position": [null, "1"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(42,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',41,NULL,'education: college','{"list": [null, "education"], "code": [null, "college"], "label_zh": [null, "大专"], "label_en": [null, "College"], "position": [null, "2"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(43,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',42,NULL,'education: bachelor','{"list": [null, "education"], "code": [null, "bachelor"], "label_zh": [null, "本科"], "label_en": [null, "Bachelor"], "position": [null, "3"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(44,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',43,NULL,'education: master','{"list": [null, "education"], "code": [null, "master"], "label_zh": [null, "硕士"], "label_en": [null, "Master"], "position": [null, "4"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(45,'2026-03-10 06:30:00.000000',1,'admin','create','code_item',44,NULL,'education: doctor','{"list": [null, "education"], "code": [null, "doctor"], "label_zh": [null, "博士"], "label_en": [null, "Doctor"], "position": [null, "5"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(46,'2026-03-10 06:30:00.000000',1,'admin','create','client_user',2,NULL,'clerk','{"username": [null, "clerk"], "display_name": [null, "Clerk"], "password_hash": [null, "***"], "pop": [null, "0"], "is_active": [null, "1"], "must_change_password": [null, "0"]}');
INSERT INTO "audit_log" VALUES(47,'2026-03-10 06:30:00.000000',1,'admin','create','company_profile',1,NULL,'华东食品有限公司','{"name": [null, "华东食品有限公司"], "is_sample": [null, "0"]}');
INSERT INTO "audit_log" VALUES(48,'2026-03-10 06:30:00.000000',1,'admin','create','product_category',1,NULL,'饮料','{"name": [null, "饮料"], "position": [null, "0"], "is_active": [null, "1"]}');
INSERT INTO "audit_log" VALUES(49,'2026-03-10 06:30:00.000000',2,'clerk','create','customer',1,1,'C000001 上海华联超市有限公司','{"customer_no": [null, "C000001"], "name": [null, "上海华联超市有限公司"], "kind": [null, "company"], "status": [null, "potential"], "level": [null, "vip"], "country": [null, "中国"], "city": [null, "上海市"]}');
INSERT INTO "audit_log" VALUES(50,'2026-03-10 06:30:00.000000',2,'clerk','create','contact',1,1,'王芳','{"customer_id": [null, "1"], "name": [null, "王芳"], "is_primary": [null, "1"], "mobile": [null, "139 0000 1111"]}');
INSERT INTO "audit_log" VALUES(51,'2026-03-10 06:30:00.000000',2,'clerk','create','contact',2,1,'李强','{"customer_id": [null, "1"], "name": [null, "李强"], "is_primary": [null, "0"]}');
INSERT INTO "audit_log" VALUES(52,'2026-03-10 06:30:00.000000',2,'clerk','create','payment',1,1,'P000001','{"payment_no": [null, "P000001"], "customer_id": [null, "1"], "kind": [null, "payment"], "paid_on": [null, "2026-01-05"], "amount": [null, "1234.56"], "method": [null, "transfer"], "product_category_id": [null, "1"]}');
INSERT INTO "audit_log" VALUES(53,'2026-03-10 06:30:00.000000',2,'clerk','create','payment',2,1,'P000002','{"payment_no": [null, "P000002"], "customer_id": [null, "1"], "kind": [null, "refund"], "paid_on": [null, "2026-02-05"], "amount": [null, "34.56"]}');
INSERT INTO "audit_log" VALUES(54,'2026-03-10 06:30:00.000000',2,'clerk','create','payment',3,1,'P000003','{"payment_no": [null, "P000003"], "customer_id": [null, "1"], "kind": [null, "payment"], "paid_on": [null, "2026-02-06"], "amount": [null, "99.00"]}');
INSERT INTO "audit_log" VALUES(55,'2026-03-10 06:30:00.000000',2,'clerk','void','payment',3,1,'P000003','{"voided_at": [null, "2026-03-10T06:30:00+00:00"], "void_reason": [null, "重复录入"]}');
INSERT INTO "audit_log" VALUES(56,'2026-03-10 06:30:00.000000',2,'clerk','create','customer',2,2,'C000002 𠮷田 太郎','{"customer_no": [null, "C000002"], "name": [null, "𠮷田 太郎"], "kind": [null, "person"], "status": [null, "potential"], "parent_id": [null, "1"], "country": [null, "中国"], "gender": [null, "male"]}');
INSERT INTO "audit_log" VALUES(57,'2026-03-10 06:30:00.000000',2,'clerk','delete','customer',2,2,'C000002 𠮷田 太郎','{"deleted_at": [null, "2026-03-10T06:30:00+00:00"]}');
CREATE TABLE client_operation (
	client VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_client_operation PRIMARY KEY (client)
);
CREATE TABLE client_user (
	id INTEGER NOT NULL, 
	username VARCHAR(50) NOT NULL, 
	username_key VARCHAR(100) NOT NULL, 
	display_name VARCHAR(100) DEFAULT ('') NOT NULL, 
	password_hash VARCHAR(255) DEFAULT ('') NOT NULL, 
	recovery_hash VARCHAR(255) DEFAULT ('') NOT NULL, 
	pop SMALLINT NOT NULL, 
	email VARCHAR(254) DEFAULT ('') NOT NULL, 
	phone VARCHAR(50) DEFAULT ('') NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	must_change_password BOOLEAN NOT NULL, 
	failed_attempts INTEGER NOT NULL, 
	locked_until DATETIME, 
	last_sign_in_at DATETIME, 
	language VARCHAR(10) DEFAULT ('') NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by INTEGER, 
	updated_at DATETIME NOT NULL, 
	updated_by INTEGER, 
	version INTEGER NOT NULL, principal VARCHAR(128), 
	CONSTRAINT pk_client_user PRIMARY KEY (id), 
	CONSTRAINT fk_client_user_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id), 
	CONSTRAINT fk_client_user_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id), 
	CONSTRAINT uq_client_user_username_key UNIQUE (username_key)
);
INSERT INTO "client_user" VALUES(1,'admin','admin','admin','$argon2id$v=19$m=65536,t=3,p=4$qhQWo+0h5p6D4V1K+rvvjA$RQUC8aaqxR5cloyZxFyLQfLvuE7+n1ohkSRtRSn4q6c','$argon2id$v=19$m=65536,t=3,p=4$gOTEK+M/2IAFGt7VZD+wMw$g+WIfhMvOfl6RhVLWNBVidGPBSydfQhGy1tLUsVxwdQ',1,'','',1,0,0,NULL,NULL,'','2026-03-10 06:30:00.000000',NULL,'2026-03-10 06:30:00.000000',NULL,1,NULL);
INSERT INTO "client_user" VALUES(2,'clerk','clerk','Clerk','$argon2id$v=19$m=65536,t=3,p=4$6NHoIPW5Qf7KyBQkSLrSng$zulYj//uDLw+AWjBJ43kRy/Rvl+AN46zj0M2pBCeiX0','',0,'','',1,0,0,NULL,NULL,'','2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1,NULL);
CREATE TABLE code_item (
	id INTEGER NOT NULL, 
	list VARCHAR(30) NOT NULL, 
	code VARCHAR(30) NOT NULL, 
	label_zh VARCHAR(100) DEFAULT ('') NOT NULL, 
	label_en VARCHAR(100) DEFAULT ('') NOT NULL, 
	position INTEGER NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by INTEGER, 
	updated_at DATETIME NOT NULL, 
	updated_by INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_code_item PRIMARY KEY (id), 
	CONSTRAINT fk_code_item_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id), 
	CONSTRAINT fk_code_item_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id), 
	CONSTRAINT uq_code_item_list_code UNIQUE (list, code)
);
INSERT INTO "code_item" VALUES(1,'status','potential','潜在','Potential',0,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(2,'status','interested','意向','Interested',1,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(3,'status','active','合作','Active',2,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(4,'status','lost','流失','Lost',3,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(5,'status','invalid','无效','Invalid',4,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(6,'level','vip','重点客户','Key account',0,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(7,'level','a','A 级','A',1,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(8,'level','b','B 级','B',2,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(9,'level','c','C 级','C',3,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(10,'source','referral','客户介绍','Referral',0,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(11,'source','visit','上门拜访','Visit',1,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(12,'source','phone','电话营销','Telephone',2,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(13,'source','fair','展会','Trade fair',3,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(14,'source','web','网络','Internet',4,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(15,'source','advertising','广告','Advertising',5,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(16,'source','other','其他','Other',6,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(17,'industry','retail','零售','Retail',0,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(18,'industry','wholesale','批发','Wholesale',1,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(19,'industry','catering','餐饮','Catering',2,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(20,'industry','hotel','酒店','Hotels',3,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(21,'industry','manufacturing','制造','Manufacturing',4,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(22,'industry','logistics','物流','Logistics',5,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(23,'industry','government','政府机关','Government',6,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(24,'industry','education','学校','Schools',7,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(25,'industry','healthcare','医疗','Health care',8,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(26,'industry','other','其他','Other',9,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(27,'credit_rating','aaa','AAA','AAA',0,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(28,'credit_rating','aa','AA','AA',1,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(29,'credit_rating','a','A','A',2,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(30,'credit_rating','b','B','B',3,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(31,'credit_rating','c','C','C',4,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(32,'payment_method','transfer','银行转账','Bank transfer',0,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(33,'payment_method','cash','现金','Cash',1,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(34,'payment_method','wechat','微信支付','WeChat Pay',2,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(35,'payment_method','alipay','支付宝','Alipay',3,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(36,'payment_method','card','刷卡','Card',4,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(37,'payment_method','cheque','支票','Cheque',5,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(38,'payment_method','acceptance','承兑汇票','Bill of acceptance',6,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(39,'education','primary','初中及以下','Middle school or less',0,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(40,'education','secondary','高中','High school',1,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(41,'education','college','大专','College',2,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(42,'education','bachelor','本科','Bachelor',3,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(43,'education','master','硕士','Master',4,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
INSERT INTO "code_item" VALUES(44,'education','doctor','博士','Doctor',5,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
CREATE TABLE company_profile (
	id INTEGER NOT NULL, 
	name VARCHAR(200) DEFAULT ('') NOT NULL, 
	logo BLOB, 
	is_sample BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by INTEGER, 
	updated_at DATETIME NOT NULL, 
	updated_by INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_company_profile PRIMARY KEY (id), 
	CONSTRAINT fk_company_profile_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id), 
	CONSTRAINT fk_company_profile_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id)
);
INSERT INTO "company_profile" VALUES(1,'华东食品有限公司',NULL,0,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
CREATE TABLE contact (
	id INTEGER NOT NULL, 
	customer_id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	name_key VARCHAR(300) DEFAULT ('') NOT NULL, 
	pinyin VARCHAR(1000) DEFAULT ('') NOT NULL, 
	initials VARCHAR(300) DEFAULT ('') NOT NULL, 
	department VARCHAR(100) DEFAULT ('') NOT NULL, 
	job_title VARCHAR(100) DEFAULT ('') NOT NULL, 
	is_primary BOOLEAN NOT NULL, 
	phone VARCHAR(50) DEFAULT ('') NOT NULL, 
	mobile VARCHAR(50) DEFAULT ('') NOT NULL, 
	phone_key VARCHAR(110) DEFAULT ('') NOT NULL, 
	email VARCHAR(254) DEFAULT ('') NOT NULL, 
	qq VARCHAR(20) DEFAULT ('') NOT NULL, 
	wechat VARCHAR(50) DEFAULT ('') NOT NULL, 
	birthday DATE, 
	hobby VARCHAR(200) DEFAULT ('') NOT NULL, 
	address VARCHAR(200) DEFAULT ('') NOT NULL, 
	postal_code VARCHAR(20) DEFAULT ('') NOT NULL, 
	remark TEXT DEFAULT ('') NOT NULL, 
	deleted_at DATETIME, 
	deleted_by INTEGER, 
	import_batch_id INTEGER, 
	created_at DATETIME NOT NULL, 
	created_by INTEGER, 
	updated_at DATETIME NOT NULL, 
	updated_by INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_contact PRIMARY KEY (id), 
	CONSTRAINT fk_contact_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id), 
	CONSTRAINT fk_contact_customer_id_customer FOREIGN KEY(customer_id) REFERENCES customer (id), 
	CONSTRAINT fk_contact_deleted_by_client_user FOREIGN KEY(deleted_by) REFERENCES client_user (id), 
	CONSTRAINT fk_contact_import_batch_id_import_batch FOREIGN KEY(import_batch_id) REFERENCES import_batch (id), 
	CONSTRAINT fk_contact_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id)
);
INSERT INTO "contact" VALUES(1,1,'王芳','王芳','wangfang','wf','','',1,'','139 0000 1111','13900001111','','','',NULL,'','','','',NULL,NULL,NULL,'2026-03-10 06:30:00.000000',2,'2026-03-10 06:30:00.000000',2,1);
INSERT INTO "contact" VALUES(2,1,'李强','李强','liqiang','lq','','',0,'','','','','','',NULL,'','','','',NULL,NULL,NULL,'2026-03-10 06:30:00.000000',2,'2026-03-10 06:30:00.000000',2,1);
CREATE TABLE customer (
	id INTEGER NOT NULL, 
	customer_no VARCHAR(20) NOT NULL, 
	number_key VARCHAR(60) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	name_key VARCHAR(600) DEFAULT ('') NOT NULL, 
	short_name VARCHAR(100) DEFAULT ('') NOT NULL, 
	short_name_key VARCHAR(300) DEFAULT ('') NOT NULL, 
	normalised_name VARCHAR(600) DEFAULT ('') NOT NULL, 
	pinyin VARCHAR(2000) DEFAULT ('') NOT NULL, 
	initials VARCHAR(600) DEFAULT ('') NOT NULL, 
	sort_key VARCHAR(400) DEFAULT ('') NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	main_business VARCHAR(200) DEFAULT ('') NOT NULL, 
	status VARCHAR(30) DEFAULT ('') NOT NULL, 
	level VARCHAR(30) DEFAULT ('') NOT NULL, 
	source VARCHAR(30) DEFAULT ('') NOT NULL, 
	industry VARCHAR(30) DEFAULT ('') NOT NULL, 
	credit_rating VARCHAR(30) DEFAULT ('') NOT NULL, 
	campaign_response SMALLINT, 
	product_category_id INTEGER, 
	owner_id INTEGER, 
	parent_id INTEGER, 
	country VARCHAR(60) DEFAULT ('') NOT NULL, 
	province VARCHAR(60) DEFAULT ('') NOT NULL, 
	city VARCHAR(60) DEFAULT ('') NOT NULL, 
	district VARCHAR(60) DEFAULT ('') NOT NULL, 
	address VARCHAR(200) DEFAULT ('') NOT NULL, 
	location_key VARCHAR(1400) DEFAULT ('') NOT NULL, 
	postal_code VARCHAR(20) DEFAULT ('') NOT NULL, 
	phone VARCHAR(50) DEFAULT ('') NOT NULL, 
	mobile VARCHAR(50) DEFAULT ('') NOT NULL, 
	fax VARCHAR(50) DEFAULT ('') NOT NULL, 
	phone_key VARCHAR(160) DEFAULT ('') NOT NULL, 
	email VARCHAR(254) DEFAULT ('') NOT NULL, 
	website VARCHAR(200) DEFAULT ('') NOT NULL, 
	legal_representative VARCHAR(100) DEFAULT ('') NOT NULL, 
	employees INTEGER, 
	annual_revenue BIGINT, 
	tax_no VARCHAR(30) DEFAULT ('') NOT NULL, 
	bank_name VARCHAR(100) DEFAULT ('') NOT NULL, 
	bank_account VARCHAR(50) DEFAULT ('') NOT NULL, 
	gender VARCHAR(10) DEFAULT ('') NOT NULL, 
	birthday DATE, 
	annual_income BIGINT, 
	education VARCHAR(30) DEFAULT ('') NOT NULL, 
	hobby VARCHAR(200) DEFAULT ('') NOT NULL, 
	personality VARCHAR(200) DEFAULT ('') NOT NULL, 
	remark TEXT DEFAULT ('') NOT NULL, 
	deleted_at DATETIME, 
	deleted_by INTEGER, 
	import_batch_id INTEGER, 
	created_at DATETIME NOT NULL, 
	created_by INTEGER, 
	updated_at DATETIME NOT NULL, 
	updated_by INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_customer PRIMARY KEY (id), 
	CONSTRAINT fk_customer_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id), 
	CONSTRAINT fk_customer_deleted_by_client_user FOREIGN KEY(deleted_by) REFERENCES client_user (id), 
	CONSTRAINT fk_customer_import_batch_id_import_batch FOREIGN KEY(import_batch_id) REFERENCES import_batch (id), 
	CONSTRAINT fk_customer_owner_id_client_user FOREIGN KEY(owner_id) REFERENCES client_user (id), 
	CONSTRAINT fk_customer_parent_id_customer FOREIGN KEY(parent_id) REFERENCES customer (id), 
	CONSTRAINT fk_customer_product_category_id_product_category FOREIGN KEY(product_category_id) REFERENCES product_category (id), 
	CONSTRAINT fk_customer_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id), 
	CONSTRAINT uq_customer_number_key UNIQUE (number_key)
);
INSERT INTO "customer" VALUES(1,'C000001','c000001','上海华联超市有限公司','上海华联超市有限公司','','','上海华联超市','shanghaihualianchaoshiyouxiangongsi','shhlcsyxgs','shang hai hua lian chao shi you xian gong si','company','','potential','vip','','','',NULL,NULL,NULL,NULL,'中国','','上海市','','','中国上海市','','','','','','','','',NULL,NULL,'','','','',NULL,NULL,'','','','',NULL,NULL,NULL,'2026-03-10 06:30:00.000000',2,'2026-03-10 06:30:00.000000',2,1);
INSERT INTO "customer" VALUES(2,'C000002','c000002','𠮷田 太郎','𠮷田 太郎','','','𠮷田太郎','𠮷tiantailang','𠮷ttl','𠮷 tian tai lang','person','','potential','','','','',NULL,NULL,NULL,1,'中国','','','','','中国','','','','','','','','',NULL,NULL,'','','','male',NULL,NULL,'','','','','2026-03-10 06:30:00.000000',2,NULL,'2026-03-10 06:30:00.000000',2,'2026-03-10 06:30:00.000000',2,2);
CREATE TABLE import_batch (
	id INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	file_name VARCHAR(255) DEFAULT ('') NOT NULL, 
	created_count INTEGER NOT NULL, 
	updated_count INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by INTEGER, 
	updated_at DATETIME NOT NULL, 
	updated_by INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_import_batch PRIMARY KEY (id), 
	CONSTRAINT fk_import_batch_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id), 
	CONSTRAINT fk_import_batch_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id)
);
CREATE TABLE number_series (
	name VARCHAR(30) NOT NULL, 
	last_value INTEGER NOT NULL, 
	CONSTRAINT pk_number_series PRIMARY KEY (name)
);
INSERT INTO "number_series" VALUES('customer',2);
INSERT INTO "number_series" VALUES('payment',3);
CREATE TABLE payment (
	id INTEGER NOT NULL, 
	payment_no VARCHAR(30) NOT NULL, 
	number_key VARCHAR(90) NOT NULL, 
	customer_id INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	paid_on DATE NOT NULL, 
	amount BIGINT NOT NULL, 
	method VARCHAR(30) DEFAULT ('') NOT NULL, 
	product_category_id INTEGER, 
	invoice_no VARCHAR(50) DEFAULT ('') NOT NULL, 
	received_by VARCHAR(100) DEFAULT ('') NOT NULL, 
	remark TEXT DEFAULT ('') NOT NULL, 
	voided_at DATETIME, 
	voided_by INTEGER, 
	void_reason VARCHAR(200) DEFAULT ('') NOT NULL, 
	import_batch_id INTEGER, 
	created_at DATETIME NOT NULL, 
	created_by INTEGER, 
	updated_at DATETIME NOT NULL, 
	updated_by INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_payment PRIMARY KEY (id), 
	CONSTRAINT ck_payment_kind_known CHECK (kind IN ('payment', 'refund')), 
	CONSTRAINT ck_payment_amount_positive CHECK (amount > 0), 
	CONSTRAINT fk_payment_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id), 
	CONSTRAINT fk_payment_customer_id_customer FOREIGN KEY(customer_id) REFERENCES customer (id), 
	CONSTRAINT fk_payment_import_batch_id_import_batch FOREIGN KEY(import_batch_id) REFERENCES import_batch (id), 
	CONSTRAINT fk_payment_product_category_id_product_category FOREIGN KEY(product_category_id) REFERENCES product_category (id), 
	CONSTRAINT fk_payment_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id), 
	CONSTRAINT fk_payment_voided_by_client_user FOREIGN KEY(voided_by) REFERENCES client_user (id), 
	CONSTRAINT uq_payment_number_key UNIQUE (number_key)
);
INSERT INTO "payment" VALUES(1,'P000001','p000001',1,'payment','2026-01-05',123456,'transfer',1,'','','',NULL,NULL,'',NULL,'2026-03-10 06:30:00.000000',2,'2026-03-10 06:30:00.000000',2,1);
INSERT INTO "payment" VALUES(2,'P000002','p000002',1,'refund','2026-02-05',3456,'',NULL,'','','',NULL,NULL,'',NULL,'2026-03-10 06:30:00.000000',2,'2026-03-10 06:30:00.000000',2,1);
INSERT INTO "payment" VALUES(3,'P000003','p000003',1,'payment','2026-02-06',9900,'',NULL,'','','','2026-03-10 06:30:00.000000',2,'重复录入',NULL,'2026-03-10 06:30:00.000000',2,'2026-03-10 06:30:00.000000',2,2);
CREATE TABLE product_category (
	id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	name_key VARCHAR(200) NOT NULL, 
	position INTEGER NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by INTEGER, 
	updated_at DATETIME NOT NULL, 
	updated_by INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_product_category PRIMARY KEY (id), 
	CONSTRAINT fk_product_category_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id), 
	CONSTRAINT fk_product_category_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id), 
	CONSTRAINT uq_product_category_name_key UNIQUE (name_key)
);
INSERT INTO "product_category" VALUES(1,'饮料','饮料',0,1,'2026-03-10 06:30:00.000000',1,'2026-03-10 06:30:00.000000',1,1);
CREATE TABLE saved_query (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	name_key VARCHAR(200) NOT NULL, 
	criteria TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by INTEGER, 
	updated_at DATETIME NOT NULL, 
	updated_by INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_saved_query PRIMARY KEY (id), 
	CONSTRAINT fk_saved_query_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id), 
	CONSTRAINT fk_saved_query_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id), 
	CONSTRAINT fk_saved_query_user_id_client_user FOREIGN KEY(user_id) REFERENCES client_user (id), 
	CONSTRAINT uq_saved_query_user_id_name_key UNIQUE (user_id, name_key)
);
CREATE TABLE schema_info (
	name VARCHAR(30) NOT NULL, 
	value VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_schema_info PRIMARY KEY (name)
);
INSERT INTO "schema_info" VALUES('min_client_version','0.1.0');
CREATE INDEX ix_audit_log_at ON audit_log (at);
CREATE INDEX ix_audit_log_customer_id ON audit_log (customer_id, at);
CREATE INDEX ix_audit_log_entity ON audit_log (entity, entity_id);
CREATE INDEX ix_customer_normalised_name ON customer (normalised_name);
CREATE INDEX ix_customer_owner_id ON customer (owner_id);
CREATE INDEX ix_customer_parent_id ON customer (parent_id);
CREATE INDEX ix_customer_product_category_id ON customer (product_category_id);
CREATE INDEX ix_customer_sort_key ON customer (sort_key, id);
CREATE INDEX ix_customer_updated_at ON customer (updated_at, id);
CREATE INDEX ix_contact_customer_id ON contact (customer_id);
CREATE INDEX ix_payment_customer_id ON payment (customer_id, paid_on);
CREATE INDEX ix_payment_paid_on ON payment (paid_on, customer_id);
CREATE INDEX ix_payment_product_category_id ON payment (product_category_id, customer_id);
CREATE VIEW customer_history AS SELECT id, at, user_id, username, action, entity, entity_id, customer_id, label, changes FROM audit_log WHERE customer_id IS NOT NULL;
COMMIT;
