-- Jobs that the version before left waiting go to the subscribers that do their work now. Not to the outbox: there each would reach
-- the sales figures as well, which have counted them.
DO $$
BEGIN
  IF to_regclass('graphile_worker._private_jobs') IS NULL THEN RETURN; END IF;
  WITH former AS (
    DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
    WHERE t.id = j.task_id AND j.locked_at IS NULL AND t.identifier IN ('send-order-mail', 'send-offer-mail', 'send-refund-mail', 'publish-webhook',
      'send-account-notice', 'join-guest-orders', 'erase-buyer', 'erase-mails')
    RETURNING t.identifier AS task, j.payload::jsonb AS payload, j.created_at
  ), renamed AS (
    SELECT f.*, CASE f.task
      WHEN 'publish-webhook' THEN 'webhooks' WHEN 'send-account-notice' THEN 'account-mails' WHEN 'join-guest-orders' THEN 'guest-orders'
      WHEN 'erase-buyer' THEN 'buyer-eraser' WHEN 'erase-mails' THEN 'mail-eraser' ELSE 'order-mails' END AS subscriber,
    CASE f.task
      WHEN 'send-order-mail' THEN 'order.paid' WHEN 'send-offer-mail' THEN 'offer.made' WHEN 'join-guest-orders' THEN 'account.signed_in'
      WHEN 'erase-buyer' THEN 'account.erased' WHEN 'erase-mails' THEN 'buyer.erased'
      WHEN 'send-account-notice' THEN 'account.' || (f.payload->>'kind')
      WHEN 'send-refund-mail' THEN CASE f.payload->>'reason' WHEN 'late_payment' THEN 'order.given_back' WHEN 'payment_withdrawn' THEN 'order.undone'
        ELSE 'order.refunded' END
      ELSE CASE f.payload->>'type' WHEN 'ticket.checked_in' THEN 'ticket.admitted' WHEN 'event.updated' THEN 'event.changed' ELSE f.payload->>'type' END
    END AS type
    FROM former f
  )
  INSERT INTO "fact_deliveries" (subscriber, event_id, id, type, subject, payload, at)
  SELECT subscriber, coalesce((payload->>'eventId')::int, 0), uuidv7(), type,
    coalesce(payload->>'orderId', payload->>'ticketId', 'user:' || (payload->>'userId'), payload->>'email', 'event'),
    '{"tickets": 0, "amountMinor": 0}'::jsonb || (payload - 'type'), created_at
  FROM renamed;
END $$;
