-- Distributes a migrated database over a Citus cluster by event. Run it once, on the coordinator, with psql (README.md beside
-- this file says when). Reference tables are copied to every node, so that a hold reads its event where it is; event tables are
-- cut into shards by event and lie together; every other table stays on the coordinator.
\set ON_ERROR_STOP on
SET client_min_messages = warning;

-- Citus forbids a foreign key between a table that is distributed already and one that is not yet: the keys inside events are
-- taken off and put back.
CREATE TEMPORARY TABLE keys_inside_events AS
SELECT k.conrelid::regclass::text AS table_name, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
WHERE k.contype = 'f' AND k.conparentid = 0 AND k.connamespace = 'public'::regnamespace AND a.attname = 'event_id';
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', table_name, name) FROM keys_inside_events \gexec

-- Citus lets a write return only what no server setting can change, and takes PostgreSQL's own way from a state to its name for
-- changeable, because a label can be renamed. Prisma reads every row that it writes with its states as text.
SELECT format(
  $cast$
    CREATE FUNCTION %1$s_name(%1$s) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS 'SELECT enum_out($1)::text';
    CREATE CAST (%1$s AS text) WITH FUNCTION %1$s_name(%1$s);
  $cast$, t.typname)
FROM pg_type t WHERE t.typtype = 'e' AND t.typnamespace = 'public'::regnamespace \gexec

SELECT create_reference_table('organizations');
SELECT create_reference_table('load_switches');
SELECT create_reference_table('venues');
SELECT create_reference_table('layouts');
SELECT create_reference_table('categories');
SELECT create_reference_table('category_words');
SELECT create_reference_table('events');

SELECT create_distributed_table('price_levels', 'event_id', colocate_with => 'none');
SELECT create_distributed_table('allocations', 'event_id', colocate_with => 'price_levels');
SELECT create_distributed_table('seats', 'event_id', colocate_with => 'price_levels');
SELECT create_distributed_table('event_previews', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('event_hall_changes', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('allocation_changes', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('sale_windows', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('sale_window_addresses', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('access_codes', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('buyer_access', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('reservations', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('refused_holds', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('hold_churn', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('promo_batches', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('price_rules', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('ticket_types', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('group_discounts', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('tax_rates', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('question_lists', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('event_questions', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('event_add_ons', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('price_step_rules', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('stepped_levels', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('price_changes', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('promo_codes', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('orders', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('order_items', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('order_add_ons', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('order_answers', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('order_billing', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('order_groups', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('payments', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('refunds', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('disputes', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('webhook_inbox', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('ledger_lines', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('cancellations', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('cancelled_orders', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('cancelled_waiters', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('tickets', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('check_ins', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('waiting_rooms', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('queue_tickets', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('queue_leases', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('queue_readings', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('risk_reviews', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('sold_out_levels', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('event_sales', 'event_id', colocate_with => 'seats');
SELECT create_distributed_table('outbox', 'event_id', colocate_with => 'seats');

SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', table_name, name, definition) FROM keys_inside_events \gexec

-- A call that changes an event writes the audit log in its transaction, from the node that owns the event: the log stays on the
-- coordinator, and every node knows of it.
SELECT citus_add_local_table_to_metadata('audit_log');

-- A call runs whole on the node that owns the event of its first argument.
SELECT create_distributed_function(
  'hold_seats_v1(int, uuid[], text[], uuid[], int[], int[], text[], text[], int[], int[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'hold_seats_v2(int, uuid[], text[], uuid[], int[], int[], text[], text[], int[], int[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'hold_seats_v3(int, uuid[], text[], uuid[], int[], int[], text[], text[], int[], int[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'hold_seats_v4(int, uuid[], text[], uuid[], int[], int[], text[], text[], int[], int[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'hold_seats_v5(int, uuid[], text[], uuid[], int[], int[], text[], text[], int[], int[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'hold_seats_v6(int, uuid[], text[], uuid[], int[], int[], text[], text[], int[], int[], text[], timestamptz[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'hold_seats_v7(int, uuid[], text[], uuid[], int[], int[], text[], text[], int[], int[], text[], timestamptz[], text[])', '$1',
  colocate_with => 'seats');
SELECT create_distributed_function(
  'hold_seats_v8(int, uuid[], text[], uuid[], int[], int[], text[], text[], int[], int[], text[], timestamptz[], text[])', '$1',
  colocate_with => 'seats');
SELECT create_distributed_function('extend_hold_v1(int, uuid, int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('release_hold_v1(int, uuid)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('expire_holds_v1(int, int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'keep_refusals_v1(int, text[], text[], text[], text[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function('draw_queue_v1(int, text, bytea, bytea, text)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('draw_queue_v2(int, text, bytea, bytea, text)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('draw_queue_v3(int, text, bytea, bytea, text)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('number_queue_v1(int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('number_queue_v2(int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('call_queue_v1(int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('call_queue_v2(int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('call_queue_v3(int, int, text)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('call_queue_v4(int, int, int, text)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('count_choosing_v1(int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('enter_room_v1(int, uuid, text, text, int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('enter_room_v2(int, uuid, text, text, int, text)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('leave_queue_v2(int, text[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function('leave_queue_v1(int, text[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function('begin_queue_v1(int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('end_queue_v1(int, int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('end_queue_v2(int, int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('empty_queue_v1(int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('redeem_pass_v3(int, text[], text, int, text)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('redeem_pass_v2(int, text[], text, int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('redeem_pass_v1(int, text[], text, int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function('open_order_v1(int, uuid, uuid, uuid, jsonb, jsonb, uuid, int, int)', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'open_order_v2(int, uuid, uuid, uuid, jsonb, jsonb, uuid, int, int, timestamptz, text[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'open_order_v3(int, uuid, uuid, uuid, jsonb, jsonb, uuid, int, int, timestamptz, text[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'open_order_v4(int, uuid, uuid, uuid, jsonb, jsonb, jsonb, uuid, int, int, timestamptz, text[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'open_order_v5(int, uuid, uuid, uuid, jsonb, jsonb, jsonb, uuid, int, int, timestamptz, text[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'open_order_v6(int, uuid, uuid, uuid, jsonb, jsonb, jsonb, uuid, int, int, timestamptz, text[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'open_order_v7(int, uuid, uuid, uuid, jsonb, jsonb, jsonb, uuid, int, int, timestamptz, text[])', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'settle_payment_v1(int, uuid, payment_status, payment_status[], text, text, jsonb)', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'settle_payment_v2(int, uuid, payment_status, payment_status[], text, text, jsonb)', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'move_payment_v1(int, uuid, payment_status, payment_status[], text, text, jsonb)', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'settle_payment_v3(int, uuid, payment_status, payment_status[], text, text, jsonb)', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'settle_payment_v4(int, uuid, payment_status, payment_status[], text, text, jsonb)', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'settle_payment_v5(int, uuid, payment_status, payment_status[], text, text, jsonb)', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'settle_payment_v6(int, uuid, payment_status, payment_status[], text, text, jsonb)', '$1', colocate_with => 'seats');
SELECT create_distributed_function(
  'move_payment_v2(int, uuid, payment_status, payment_status[], text, text, jsonb)', '$1', colocate_with => 'seats');
