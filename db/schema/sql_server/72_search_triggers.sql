-- The grams of customers: crm.customer_gram. A gram is a letter for the kind of text and up to three
-- characters of it; one begins at each position. Whoever searches for a part of a name asks for
-- the customers that have its grams, and then for those whose keys really contain it. Nobody is
-- granted anything but reading them.
--
-- A trigger compares what its statement took out with what the customers have now. Grams of
-- different customers are different rows, so that nobody waits for anybody else's.

DROP TRIGGER IF EXISTS crm.customer_search;
GO
DROP TRIGGER IF EXISTS crm.contact_search;
GO
DROP PROCEDURE IF EXISTS crm.rebuild_grams;
GO
DROP VIEW IF EXISTS crm.customer_gram_due;
GO
DROP VIEW IF EXISTS crm.customer_text;
GO
DROP FUNCTION IF EXISTS crm.grams;
GO
CREATE FUNCTION crm.grams(@kind NVARCHAR(1), @text NVARCHAR(2000)) RETURNS TABLE
AS
RETURN (
    SELECT (@kind + SUBSTRING(@text, p.place, 3)) COLLATE Latin1_General_100_BIN2 AS gram
    FROM (
        SELECT TOP (LEN(@text + N'.') - 1)
            ROW_NUMBER() OVER (ORDER BY (SELECT NULL)) AS place
        FROM (VALUES (0), (0), (0), (0), (0), (0), (0), (0), (0), (0)) AS a (n)
        CROSS JOIN (VALUES (0), (0), (0), (0), (0), (0), (0), (0), (0), (0)) AS b (n)
        CROSS JOIN (VALUES (0), (0), (0), (0), (0), (0), (0), (0), (0), (0)) AS c (n)
        CROSS JOIN (VALUES (0), (0)) AS d (n)
    ) AS p
);
GO
-- All that customers outside the recycle bin are found by, with the letters of the kinds.
CREATE VIEW crm.customer_text
AS
SELECT c.id AS customer_id, v.kind, v.text
FROM crm.customer AS c
CROSS APPLY (
    VALUES
        (N'n', c.name_key),
        (N'n', c.short_name_key),
        (N'n', c.normalised_name),
        (N'l', c.pinyin),
        (N'l', c.initials),
        (N'm', c.number_key),
        (N'p', REPLACE(c.location_key, NCHAR(31), N'')),
        (N't', c.phone_key)
) AS v (kind, text)
WHERE c.deleted_at IS NULL
UNION ALL
SELECT c.id, v.kind, v.text
FROM crm.contact AS k
JOIN crm.customer AS c ON c.id = k.customer_id
CROSS APPLY (
    VALUES
        (N'c', k.name_key),
        (N'i', k.pinyin),
        (N'i', k.initials),
        (N't', k.phone_key)
) AS v (kind, text)
WHERE c.deleted_at IS NULL AND k.deleted_at IS NULL;
GO
-- What crm.customer_gram has to be; doctor compares.
CREATE VIEW crm.customer_gram_due
AS
SELECT DISTINCT t.customer_id, g.gram
FROM crm.customer_text AS t
CROSS APPLY crm.grams(t.kind, t.text) AS g;
GO
CREATE TRIGGER crm.customer_search ON crm.customer AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @changed TABLE (id BIGINT NOT NULL PRIMARY KEY);
    DECLARE @before TABLE (
        customer_id BIGINT NOT NULL, gram NVARCHAR(5) COLLATE Latin1_General_100_BIN2 NOT NULL
    );
    DECLARE @after TABLE (
        customer_id BIGINT NOT NULL, gram NVARCHAR(5) COLLATE Latin1_General_100_BIN2 NOT NULL,
        PRIMARY KEY (customer_id, gram)
    );
    INSERT INTO @changed (id)
    SELECT COALESCE(i.id, d.id)
    FROM inserted AS i
    FULL JOIN deleted AS d ON d.id = i.id
    WHERE i.id IS NULL OR d.id IS NULL
        OR (CASE WHEN i.deleted_at IS NULL THEN 1 ELSE 0 END) <> (CASE WHEN d.deleted_at IS NULL THEN 1 ELSE 0 END)
        OR i.name_key <> d.name_key
        OR i.short_name_key <> d.short_name_key
        OR i.normalised_name <> d.normalised_name
        OR i.pinyin <> d.pinyin
        OR i.initials <> d.initials
        OR i.number_key <> d.number_key
        OR i.location_key <> d.location_key
        OR i.phone_key <> d.phone_key;
    IF NOT EXISTS (SELECT 1 FROM @changed) RETURN;
    INSERT INTO @before (customer_id, gram)
    SELECT d.id, g.gram
    FROM deleted AS d
    JOIN @changed AS c ON c.id = d.id
    CROSS APPLY (
        VALUES
            (N'n', d.name_key),
            (N'n', d.short_name_key),
            (N'n', d.normalised_name),
            (N'l', d.pinyin),
            (N'l', d.initials),
            (N'm', d.number_key),
            (N'p', REPLACE(d.location_key, NCHAR(31), N'')),
            (N't', d.phone_key)
    ) AS v (kind, text)
    CROSS APPLY crm.grams(v.kind, v.text) AS g
    UNION
    SELECT k.customer_id, g.gram
    FROM crm.contact AS k
    JOIN @changed AS c ON c.id = k.customer_id
    CROSS APPLY (
        VALUES
            (N'c', k.name_key),
            (N'i', k.pinyin),
            (N'i', k.initials),
            (N't', k.phone_key)
    ) AS v (kind, text)
    CROSS APPLY crm.grams(v.kind, v.text) AS g;
    INSERT INTO @after (customer_id, gram)
    SELECT DISTINCT t.customer_id, g.gram
    FROM @changed AS c
    JOIN crm.customer_text AS t ON t.customer_id = c.id
    CROSS APPLY crm.grams(t.kind, t.text) AS g;
    DELETE g
    FROM crm.customer_gram AS g
    JOIN @before AS b ON b.gram = g.gram AND b.customer_id = g.customer_id
    WHERE NOT EXISTS (
        SELECT 1 FROM @after AS a WHERE a.customer_id = g.customer_id AND a.gram = g.gram
    );
    INSERT INTO crm.customer_gram (gram, customer_id)
    SELECT a.gram, a.customer_id
    FROM @after AS a
    WHERE NOT EXISTS (
        SELECT 1 FROM crm.customer_gram AS g
        WHERE g.gram = a.gram AND g.customer_id = a.customer_id
    );
END;
GO
CREATE TRIGGER crm.contact_search ON crm.contact AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @changed TABLE (id BIGINT NOT NULL PRIMARY KEY);
    DECLARE @before TABLE (
        customer_id BIGINT NOT NULL, gram NVARCHAR(5) COLLATE Latin1_General_100_BIN2 NOT NULL
    );
    DECLARE @after TABLE (
        customer_id BIGINT NOT NULL, gram NVARCHAR(5) COLLATE Latin1_General_100_BIN2 NOT NULL,
        PRIMARY KEY (customer_id, gram)
    );
    INSERT INTO @changed (id)
    SELECT DISTINCT u.customer_id
    FROM (
        SELECT COALESCE(i.customer_id, d.customer_id) AS customer_id
        FROM inserted AS i
        FULL JOIN deleted AS d ON d.id = i.id AND d.customer_id = i.customer_id
        WHERE i.id IS NULL OR d.id IS NULL
            OR (CASE WHEN i.deleted_at IS NULL THEN 1 ELSE 0 END) <> (CASE WHEN d.deleted_at IS NULL THEN 1 ELSE 0 END)
            OR i.name_key <> d.name_key
            OR i.pinyin <> d.pinyin
            OR i.initials <> d.initials
            OR i.phone_key <> d.phone_key
    ) AS u;
    IF NOT EXISTS (SELECT 1 FROM @changed) RETURN;
    INSERT INTO @before (customer_id, gram)
    SELECT DISTINCT d.customer_id, g.gram
    FROM deleted AS d
    JOIN @changed AS c ON c.id = d.customer_id
    CROSS APPLY (
        VALUES
            (N'c', d.name_key),
            (N'i', d.pinyin),
            (N'i', d.initials),
            (N't', d.phone_key)
    ) AS v (kind, text)
    CROSS APPLY crm.grams(v.kind, v.text) AS g;
    INSERT INTO @after (customer_id, gram)
    SELECT DISTINCT t.customer_id, g.gram
    FROM @changed AS c
    JOIN crm.customer_text AS t ON t.customer_id = c.id
    CROSS APPLY crm.grams(t.kind, t.text) AS g;
    DELETE g
    FROM crm.customer_gram AS g
    JOIN @before AS b ON b.gram = g.gram AND b.customer_id = g.customer_id
    WHERE NOT EXISTS (
        SELECT 1 FROM @after AS a WHERE a.customer_id = g.customer_id AND a.gram = g.gram
    );
    INSERT INTO crm.customer_gram (gram, customer_id)
    SELECT a.gram, a.customer_id
    FROM @after AS a
    WHERE NOT EXISTS (
        SELECT 1 FROM crm.customer_gram AS g
        WHERE g.gram = a.gram AND g.customer_id = a.customer_id
    );
END;
GO
-- Makes the grams agree with the customers there are, where something was changed with the triggers
-- switched off. Nobody is granted it: the owner of the database runs it. Only what differs is
-- written, but all grams are made once, in tempdb; whoever saves meanwhile waits.
CREATE PROCEDURE crm.rebuild_grams
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    CREATE TABLE #due (
        gram NVARCHAR(5) COLLATE Latin1_General_100_BIN2 NOT NULL, customer_id BIGINT NOT NULL,
        PRIMARY KEY (gram, customer_id)
    );
    BEGIN TRANSACTION;
    DECLARE @held BIGINT;
    SELECT @held = COUNT(*) FROM crm.customer WITH (TABLOCKX, HOLDLOCK) WHERE id < 0;
    SELECT @held = COUNT(*) FROM crm.contact WITH (TABLOCKX, HOLDLOCK) WHERE id < 0;
    INSERT INTO #due (gram, customer_id)
    SELECT gram, customer_id FROM crm.customer_gram_due;
    DELETE g
    FROM crm.customer_gram AS g
    WHERE NOT EXISTS (
        SELECT 1 FROM #due AS d WHERE d.gram = g.gram AND d.customer_id = g.customer_id
    );
    INSERT INTO crm.customer_gram (gram, customer_id)
    SELECT d.gram, d.customer_id
    FROM #due AS d
    WHERE NOT EXISTS (
        SELECT 1 FROM crm.customer_gram AS g
        WHERE g.gram = d.gram AND g.customer_id = d.customer_id
    );
    COMMIT TRANSACTION;
    DROP TABLE #due;
END;
GO
-- What was entered before there were grams.
INSERT INTO crm.customer_gram (gram, customer_id)
SELECT gram, customer_id
FROM crm.customer_gram_due
WHERE NOT EXISTS (SELECT 1 FROM crm.customer_gram);
GO
