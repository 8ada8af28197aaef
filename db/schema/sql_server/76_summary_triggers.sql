-- Summaries of payments: crm.revenue_day, crm.customer_paid. Nobody is granted anything but reading
-- them, so that no tool can make them say something else than the payments do.
--
-- Every trigger counts what its own statement took out and put in, so it does not matter in which
-- order triggers run, nor that the guards change a row once more.
--
-- Waiting and deadlocks: a day has a row for each connection that entered something (slot), so
-- that nobody waits for anybody there. Each customer has one row from the beginning; who enters
-- payments of the same customer waits for the other's save, and nobody else does.

DROP TRIGGER IF EXISTS crm.customer_summary;
GO
CREATE TRIGGER crm.customer_summary ON crm.customer AFTER INSERT, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    INSERT INTO crm.customer_paid (customer_id, payments, revenue)
    SELECT id, 0, 0 FROM inserted;
    DELETE p FROM crm.customer_paid AS p JOIN deleted AS d ON d.id = p.customer_id;
END;
GO
DROP TRIGGER IF EXISTS crm.payment_summary;
GO
CREATE TRIGGER crm.payment_summary ON crm.payment AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted) AND NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    DECLARE @change TABLE (
        customer_id BIGINT NOT NULL, paid_on DATE NOT NULL,
        is_payment INT NOT NULL, payments INT NOT NULL, revenue DECIMAL(18, 2) NOT NULL
    );
    INSERT INTO @change (customer_id, paid_on, is_payment, payments, revenue)
    SELECT u.customer_id, u.paid_on, u.is_payment, SUM(u.payments), SUM(u.revenue)
    FROM (
        SELECT
            customer_id, paid_on,
            CASE WHEN kind = N'payment' THEN 1 ELSE 0 END AS is_payment,
            1 AS payments,
            CASE WHEN kind = N'refund' THEN -amount ELSE amount END AS revenue
        FROM inserted WHERE voided_at IS NULL
        UNION ALL
        SELECT
            customer_id, paid_on,
            CASE WHEN kind = N'payment' THEN 1 ELSE 0 END,
            -1,
            CASE WHEN kind = N'refund' THEN amount ELSE -amount END
        FROM deleted WHERE voided_at IS NULL
    ) AS u
    GROUP BY u.customer_id, u.paid_on, u.is_payment
    HAVING SUM(u.payments) <> 0 OR SUM(u.revenue) <> 0;
    IF NOT EXISTS (SELECT 1 FROM @change) RETURN;

    UPDATE t SET payments = t.payments + c.payments, revenue = t.revenue + c.revenue
    FROM crm.revenue_day AS t
    JOIN (
        SELECT paid_on, SUM(payments) AS payments, SUM(revenue) AS revenue
        FROM @change GROUP BY paid_on
    ) AS c ON c.paid_on = t.paid_on
    WHERE t.slot = @@SPID;
    INSERT INTO crm.revenue_day (paid_on, slot, payments, revenue)
    SELECT c.paid_on, @@SPID, SUM(c.payments), SUM(c.revenue)
    FROM @change AS c
    WHERE NOT EXISTS (
        SELECT 1 FROM crm.revenue_day AS t WHERE t.paid_on = c.paid_on AND t.slot = @@SPID
    )
    GROUP BY c.paid_on;

    UPDATE t
    SET
        payments = t.payments + c.payments,
        revenue = t.revenue + c.revenue,
        last_payment_on = CASE
            WHEN c.latest > t.last_payment_on OR t.last_payment_on IS NULL THEN c.latest
            ELSE t.last_payment_on
        END
    FROM crm.customer_paid AS t
    JOIN (
        SELECT
            customer_id, SUM(payments) AS payments, SUM(revenue) AS revenue,
            MAX(CASE WHEN is_payment = 1 AND payments > 0 THEN paid_on END) AS latest
        FROM @change GROUP BY customer_id
    ) AS c ON c.customer_id = t.customer_id;
    -- Only where the latest payment itself went away the one before it is looked for.
    UPDATE t
    SET last_payment_on = (
        SELECT MAX(p.paid_on) FROM crm.payment AS p
        WHERE p.customer_id = t.customer_id AND p.kind = N'payment' AND p.voided_at IS NULL
    )
    FROM crm.customer_paid AS t
    WHERE EXISTS (
        SELECT 1 FROM @change AS c
        WHERE c.customer_id = t.customer_id AND c.is_payment = 1 AND c.payments < 0
            AND c.paid_on >= t.last_payment_on
    );
END;
GO
DROP PROCEDURE IF EXISTS crm.rebuild_summaries;
GO
-- Makes the summaries anew from all payments, and one row of each day. Nobody is granted it: the
-- owner of the database runs it, where something was changed with the triggers switched off, or in a
-- quiet hour now and then, since it joins the slots. Whoever saves meanwhile waits.
CREATE PROCEDURE crm.rebuild_summaries
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    BEGIN TRANSACTION;
    DECLARE @held BIGINT;
    SELECT @held = COUNT(*) FROM crm.customer WITH (TABLOCKX, HOLDLOCK) WHERE id < 0;
    SELECT @held = COUNT(*) FROM crm.payment WITH (TABLOCKX, HOLDLOCK) WHERE id < 0;
    DELETE FROM crm.revenue_day;
    INSERT INTO crm.revenue_day (paid_on, slot, payments, revenue)
    SELECT
        paid_on, 0, COUNT(*), SUM(CASE WHEN kind = N'refund' THEN -amount ELSE amount END)
    FROM crm.payment
    WHERE voided_at IS NULL
    GROUP BY paid_on;
    DELETE FROM crm.customer_paid;
    INSERT INTO crm.customer_paid (customer_id, payments, revenue, last_payment_on)
    SELECT c.id, COALESCE(p.payments, 0), COALESCE(p.revenue, 0), p.last_payment_on
    FROM crm.customer AS c
    LEFT JOIN (
        SELECT
            customer_id,
            COUNT(*) AS payments,
            SUM(CASE WHEN kind = N'refund' THEN -amount ELSE amount END) AS revenue,
            MAX(CASE WHEN kind = N'payment' THEN paid_on END) AS last_payment_on
        FROM crm.payment
        WHERE voided_at IS NULL
        GROUP BY customer_id
    ) AS p ON p.customer_id = c.id;
    COMMIT TRANSACTION;
END;
GO
