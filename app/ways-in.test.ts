import { expect, test } from "vitest";
import { DOCUMENT_SPEC } from "./api/v1/api-document.ts";
import { everyWayIn, METHODS } from "./testing/every-way-in.ts";

/**
 * Every way into the product with its authority and its limit. A change of either shows here, so that it is seen in review;
 * a way in that declares none does not compile, and one that goes past the adapters fails.
 */
const all = await everyWayIn();

test("every route handler, server action and channel goes through the request pipeline", () => {
  expect(all.filter(({ spec }) => !spec).map(({ name }) => name)).toEqual([]);
  expect(all.length).toBeGreaterThan(100);
});

test("a way in without a limit says why", () => {
  const open = all.flatMap(({ spec }) => (spec?.limit.name === "unlimited" ? [spec] : []));
  expect(open.filter(({ limit }) => (limit.reason ?? "").length < 20)).toEqual([]);
});

test("each has this authority and this limit", () => {
  const lines = all.map(({ name, spec }) => {
    const [method = ""] = name.split(" ", 1);
    const how = METHODS.includes(method) ? `${method} ` : "";
    return `${how}${spec?.route} | ${spec?.authority.name} | ${spec?.limit.name}`;
  });
  expect([...new Set(lines)].toSorted().join("\n")).toMatchInlineSnapshot(`
    "/#language | anyone | browse
    /#theme | anyone | browse
    /account#rename | account | account
    /account#sign-out | anyone | account
    /account/confirm#code | account | credentials
    /account/confirm#password | account | credentials
    /account/confirm#send-code | account | credentials
    /account/data#erase | proven_person | credentials
    /account/email#change | proven_account | credentials
    /account/email#send-code | proven_account | credentials
    /account/password#change | proven_account | credentials
    /account/security#end-client | account | account
    /account/security#end-other-sessions | account | account
    /account/security#end-session | account | account
    /account/security/passkeys#begin | factor_holder | account
    /account/security/passkeys#register | factor_holder | credentials
    /account/security/passkeys#remove | factor_holder | account
    /account/security/passkeys#rename | account | account
    /account/security/two-factor#step | factor_holder | credentials
    /admin/categories#order | administrator | manage
    /admin/categories/new#create | administrator | manage
    /admin/categories/{slug}#archive | administrator | manage
    /admin/categories/{slug}#save | administrator | manage
    /admin/fees#set | administrator | manage
    /admin/legal/{kind}/{locale}#save | administrator | manage
    /admin/load#switch | administrator | manage
    /admin/organizations/new#create | administrator | manage
    /admin/organizations/{id}#approve | administrator | manage
    /admin/organizations/{id}#refuse | administrator | manage
    /admin/organizations/{id}#resume | administrator | manage
    /admin/organizations/{id}#suspend | administrator | manage
    /admin/people#search | administrator | manage
    /admin/people/{id}#change | administrator | manage
    /events/{slug}#enter-code | buyer | code
    /events/{slug}#leave-access | buyer | browse
    /events/{slug}/queue#enter | buyer | join
    /events/{slug}/queue#join | buyer | join
    /events/{slug}/queue#leave | buyer | join
    /invitations/{token}#accept | account | account
    /invitations/{token}#leave | anyone | account
    /orders/{number}#invoice | buyer | buy
    /orders/{number}#links | buyer | buy
    /orders/{number}#refund | buyer | buy
    /organizer/{organization}#hide-checklist | desk:organization.manage | manage
    /organizer/{organization}/events/new#next | desk:event.write | manage
    /organizer/{organization}/events/{event}#resend | desk:order.refund | manage
    /organizer/{organization}/events/{event}#resend-refund | desk:order.refund | manage
    /organizer/{organization}/events/{event}/call-off#cancel | desk:event.write | manage
    /organizer/{organization}/events/{event}/call-off#delete | desk:event.delete | manage
    /organizer/{organization}/events/{event}/copy#copy | desk:event.write | manage
    /organizer/{organization}/events/{event}/details#pictures | desk:event.write | manage
    /organizer/{organization}/events/{event}/details#save | desk:event.write | manage
    /organizer/{organization}/events/{event}/hall#change | desk:event.write | manage
    /organizer/{organization}/events/{event}/postpone#postpone | desk:event.write | manage
    /organizer/{organization}/events/{event}/setup#publish | desk:event.write | manage
    /organizer/{organization}/events/{event}/setup#save | desk:event.write | manage
    /organizer/{organization}/events/{event}/waiting-room#rivals | desk:event.write | manage
    /organizer/{organization}/members#change-role | desk:member.manage | manage
    /organizer/{organization}/members#invite | desk:member.manage | manage
    /organizer/{organization}/members#remove | desk:member.manage | manage
    /organizer/{organization}/members#revoke-invitation | desk:member.manage | manage
    /organizer/{organization}/orders/{number}#refund | desk:order.refund | manage
    /organizer/{organization}/orders/{number}#void | desk:order.refund | manage
    /organizer/{organization}/settings#connect-payouts | desk:payout.manage | manage
    /organizer/{organization}/settings#disconnect-payouts | desk:payout.manage | manage
    /organizer/{organization}/settings#save | desk:organization.manage | manage
    /organizer/{organization}/tokens#make | desk:token.manage | manage
    /organizer/{organization}/tokens#revoke | desk:token.manage | manage
    /organizer/{organization}/venues/new#make | desk:venue.write | manage
    /organizer/{organization}/venues/{venue}#archive | desk:venue.write | manage
    /organizer/{organization}/venues/{venue}#draft | desk:venue.write | manage
    /organizer/{organization}/venues/{venue}#hall | desk:venue.write | manage
    /organizer/{organization}/venues/{venue}#remove-draft | desk:venue.write | manage
    /organizer/{organization}/venues/{venue}#restore | desk:venue.write | manage
    /organizer/{organization}/venues/{venue}/edit#save | desk:venue.write | manage
    /organizer/{organization}/webhooks#add | desk:webhook.manage | manage
    /organizer/{organization}/webhooks/{webhook}#change | desk:webhook.manage | manage
    /organizer/{organization}/webhooks/{webhook}#ping | desk:webhook.manage | manage
    /organizer/{organization}/webhooks/{webhook}#remove | desk:webhook.manage | manage
    /organizer/{organization}/webhooks/{webhook}#replay | desk:webhook.manage | manage
    /organizer/{organization}/webhooks/{webhook}#rotate | desk:webhook.manage | manage
    /organizer/{organization}/webhooks/{webhook}#switch | desk:webhook.manage | manage
    /reset-password#forgot | anyone | credentials
    /reset-password#reset | anyone | credentials
    /sell/start#make | account | manage
    /sign-in#begin-passkey | anyone | browse
    /sign-in#passkey | anyone | credentials
    /sign-in#password | anyone | credentials
    /sign-in#send-code | anyone | credentials
    /sign-in/administrator#accept | anyone | credentials
    /sign-in/code#check | anyone | credentials
    /sign-in/link#sign-in | anyone | credentials
    /sign-in/second-factor#show | anyone | credentials
    /sign-up#sign-up | anyone | credentials
    /ws | anyone | browse
    DELETE /api/v1/admin/organizations/{id}/suspension | administrator | manage
    DELETE /api/v1/admin/people/{id}/disablement | administrator | manage
    DELETE /api/v1/admin/people/{id}/second-factor | administrator | manage
    DELETE /api/v1/admin/people/{id}/sessions | administrator | manage
    DELETE /api/v1/admin/saved-views/{view_id} | administrator | manage
    DELETE /api/v1/events/{id} | staff:event.delete | manage
    DELETE /api/v1/events/{id}/access | buyer | browse
    DELETE /api/v1/events/{id}/access-codes/{code_id} | staff:event.write | manage
    DELETE /api/v1/events/{id}/add-ons/{add_on_id} | staff:event.write | manage
    DELETE /api/v1/events/{id}/allocations/{allocation_id} | staff:event.write | manage
    DELETE /api/v1/events/{id}/preview-link | staff:event.write | manage
    DELETE /api/v1/events/{id}/queue | buyer | join
    DELETE /api/v1/events/{id}/sale-pause | staff:event.write | manage
    DELETE /api/v1/events/{id}/sale-windows/{window_id} | staff:event.write | manage
    DELETE /api/v1/events/{id}/waiting-room | staff:event.write | manage
    DELETE /api/v1/hall-drafts/{id} | staff:venue.write | manage
    DELETE /api/v1/me/organizations/{id} | staff:event.read | manage
    DELETE /api/v1/orders/{order_number}/links | buyer | buy
    DELETE /api/v1/organizations/{id}/access-tokens/{token_id} | staff:token.manage | manage
    DELETE /api/v1/organizations/{id}/checklist | staff:organization.manage | manage
    DELETE /api/v1/organizations/{id}/invitations/{invitation_id} | staff:member.manage | manage
    DELETE /api/v1/organizations/{id}/members/{user_id} | staff:member.manage | manage
    DELETE /api/v1/organizations/{id}/payout-account | staff:payout.manage | manage
    DELETE /api/v1/organizations/{id}/saved-views/{view_id} | staff:event.read | manage
    DELETE /api/v1/organizations/{id}/webhooks/{webhook_id} | staff:webhook.manage | manage
    DELETE /api/v1/reservations/{id} | buyer | buy
    DELETE /api/v1/venues/{id} | staff:venue.write | manage
    GET /api/auth/{nextauth} | anyone | browse
    GET /api/health/live | anyone | unlimited
    GET /api/health/ready | anyone | unlimited
    GET /api/metrics | operator | unlimited
    GET /api/v1/admin/audit-log | administrator | manage
    GET /api/v1/admin/categories | administrator | manage
    GET /api/v1/admin/categories/{slug} | administrator | manage
    GET /api/v1/admin/legal-texts | administrator | manage
    GET /api/v1/admin/legal-texts/{kind}/{locale} | administrator | manage
    GET /api/v1/admin/legal-texts/{kind}/{locale}/versions | administrator | manage
    GET /api/v1/admin/legal-texts/{kind}/{locale}/versions/{version} | administrator | manage
    GET /api/v1/admin/load | administrator | manage
    GET /api/v1/admin/organizations | administrator | manage
    GET /api/v1/admin/organizations/{id} | administrator | manage
    GET /api/v1/admin/organizations/{id}/platform-fee | administrator | manage
    GET /api/v1/admin/people | administrator | manage
    GET /api/v1/admin/people/{id} | administrator | manage
    GET /api/v1/admin/platform-fees | administrator | manage
    GET /api/v1/admin/queue-predictions | administrator | manage
    GET /api/v1/admin/reputation | administrator | manage
    GET /api/v1/admin/sales | administrator | manage
    GET /api/v1/admin/sales.csv | administrator | manage
    GET /api/v1/admin/saved-views | administrator | manage
    GET /api/v1/categories | anyone | browse
    GET /api/v1/events | anyone | browse
    GET /api/v1/events/suggest | anyone | browse
    GET /api/v1/events/{id} | anyone | browse
    GET /api/v1/events/{id}/access | buyer | browse
    GET /api/v1/events/{id}/access-codes | staff:event.write | manage
    GET /api/v1/events/{id}/add-ons | staff:event.read | manage
    GET /api/v1/events/{id}/add-ons/{add_on_id} | staff:event.read | manage
    GET /api/v1/events/{id}/allocations | staff:event.read | manage
    GET /api/v1/events/{id}/attendees | staff:order.read | manage
    GET /api/v1/events/{id}/availability | anyone | browse
    GET /api/v1/events/{id}/best-available | anyone | browse
    GET /api/v1/events/{id}/board | staff:event.read | manage
    GET /api/v1/events/{id}/cancellation | staff:order.read | manage
    GET /api/v1/events/{id}/change-report | staff:order.read | manage
    GET /api/v1/events/{id}/dates | anyone | browse
    GET /api/v1/events/{id}/hall-changes | staff:event.read | manage
    GET /api/v1/events/{id}/hold-churn | staff:event.read | manage
    GET /api/v1/events/{id}/orders.csv | staff:order.read | manage
    GET /api/v1/events/{id}/preview-link | staff:event.read | manage
    GET /api/v1/events/{id}/price-changes | anyone | browse
    GET /api/v1/events/{id}/price-painting | staff:event.read | manage
    GET /api/v1/events/{id}/price-rules | staff:event.read | manage
    GET /api/v1/events/{id}/price-steps | staff:event.read | manage
    GET /api/v1/events/{id}/promo-code-batches | staff:event.read | manage
    GET /api/v1/events/{id}/promo-codes | staff:event.read | manage
    GET /api/v1/events/{id}/promo-codes.csv | staff:event.read | manage
    GET /api/v1/events/{id}/promo-codes/{code_id} | staff:event.read | manage
    GET /api/v1/events/{id}/promo-codes/{code_id}/orders | staff:order.read | manage
    GET /api/v1/events/{id}/questions | staff:event.read | manage
    GET /api/v1/events/{id}/queue | buyer | join
    GET /api/v1/events/{id}/queue/draw | anyone | browse
    GET /api/v1/events/{id}/queue/status | anyone | watch
    GET /api/v1/events/{id}/risk-reviews | staff:event.read | manage
    GET /api/v1/events/{id}/sale-pause | staff:event.read | manage
    GET /api/v1/events/{id}/sale-windows | staff:event.read | manage
    GET /api/v1/events/{id}/sale-windows/{window_id}/addresses | staff:event.write | manage
    GET /api/v1/events/{id}/seat-painting | staff:event.read | manage
    GET /api/v1/events/{id}/seatmap | anyone | browse
    GET /api/v1/events/{id}/series | staff:event.read | manage
    GET /api/v1/events/{id}/stream | anyone | browse
    GET /api/v1/events/{id}/waiting-room | staff:event.read | manage
    GET /api/v1/events/{id}/waiting-room/predictions | staff:event.read | manage
    GET /api/v1/hall-drafts/{id} | staff:event.read | manage
    GET /api/v1/hall-drafts/{id}/difference | staff:event.read | manage
    GET /api/v1/hall-drafts/{id}/export | staff:event.read | manage
    GET /api/v1/invoices | buyer | buy
    GET /api/v1/invoices.csv | staff:order.read | manage
    GET /api/v1/invoices/{id} | buyer | buy
    GET /api/v1/invoices/{id}/document.pdf | buyer | buy
    GET /api/v1/layouts/{hash} | anyone | browse
    GET /api/v1/legal-texts/{kind} | anyone | browse
    GET /api/v1/me/export | signed_in | credentials
    GET /api/v1/openapi.json | anyone | browse
    GET /api/v1/orders | buyer | buy
    GET /api/v1/orders/{order_number} | buyer | buy
    GET /api/v1/organizations | staff:event.read | manage
    GET /api/v1/organizations/{id} | staff:organization.manage | manage
    GET /api/v1/organizations/{id}/access-tokens | staff:token.manage | manage
    GET /api/v1/organizations/{id}/audit-log | staff:audit.read | manage
    GET /api/v1/organizations/{id}/audit-log.csv | staff:audit.read | manage
    GET /api/v1/organizations/{id}/checklist | staff:organization.manage | manage
    GET /api/v1/organizations/{id}/events | staff:event.read | manage
    GET /api/v1/organizations/{id}/invitations | staff:member.manage | manage
    GET /api/v1/organizations/{id}/members | staff:member.manage | manage
    GET /api/v1/organizations/{id}/payout-account | staff:organization.manage | manage
    GET /api/v1/organizations/{id}/saved-views | staff:event.read | manage
    GET /api/v1/organizations/{id}/venues | staff:event.read | manage
    GET /api/v1/organizations/{id}/webhooks | staff:webhook.manage | manage
    GET /api/v1/organizations/{id}/webhooks/{webhook_id}/deliveries | staff:webhook.manage | manage
    GET /api/v1/reconciliations | operator | manage
    GET /api/v1/reconciliations/{gateway}/{day} | operator | manage
    GET /api/v1/reservations/{id} | buyer | buy
    GET /api/v1/time-zones | anyone | browse
    GET /api/v1/venues | anyone | browse
    GET /api/v1/venues/{id} | staff:event.read | manage
    GET /api/v1/venues/{id}/hall-drafts | staff:event.read | manage
    GET /api/v1/venues/{id}/halls | staff:event.read | manage
    GET /api/v1/venues/{id}/halls/{hall_id}/difference | staff:event.read | manage
    GET /api/v1/venues/{id}/halls/{hall_id}/export | staff:event.read | manage
    GET /events/{slug}/calendar.ics | anyone | browse
    GET /events/{slug}/share.jpg | anyone | browse
    GET /events/{slug}/share.png | anyone | browse
    GET /orders/{number}/calendar.ics | buyer | buy
    GET /orders/{number}/tickets/{ticket}/qr.png | buyer | watch
    GET /pictures/{hash} | anyone | watch
    GET /posters/{slug} | anyone | watch
    PATCH /api/v1/admin/categories/{slug} | administrator | manage
    PATCH /api/v1/admin/legal-texts/{kind}/{locale} | administrator | manage
    PATCH /api/v1/admin/load/steps/{step} | administrator | manage
    PATCH /api/v1/admin/saved-views/{view_id} | administrator | manage
    PATCH /api/v1/events/{id} | staff:event.write | manage
    PATCH /api/v1/events/{id}/add-ons/{add_on_id} | staff:event.write | manage
    PATCH /api/v1/events/{id}/allocations/{allocation_id} | staff:event.write | manage
    PATCH /api/v1/events/{id}/promo-codes/{code_id} | staff:event.write | manage
    PATCH /api/v1/events/{id}/sale-windows/{window_id} | staff:event.write | manage
    PATCH /api/v1/events/{id}/sale-windows/{window_id}/addresses | staff:event.write | manage
    PATCH /api/v1/events/{id}/series | staff:event.write | manage
    PATCH /api/v1/hall-drafts/{id} | staff:venue.write | manage
    PATCH /api/v1/organizations/{id} | staff:organization.manage | manage
    PATCH /api/v1/organizations/{id}/members/{user_id} | staff:member.manage | manage
    PATCH /api/v1/organizations/{id}/saved-views/{view_id} | staff:event.read | manage
    PATCH /api/v1/organizations/{id}/webhooks/{webhook_id} | staff:webhook.manage | manage
    PATCH /api/v1/reservations/{id}/extend | buyer | buy
    PATCH /api/v1/venues/{id} | staff:venue.write | manage
    PATCH /api/v1/venues/{id}/halls/{hall_id} | staff:venue.write | manage
    POST /api/auth/{nextauth} | anyone | browse
    POST /api/cron/{job} | scheduler | unlimited
    POST /api/v1/admin/categories | administrator | manage
    POST /api/v1/admin/category-order | administrator | manage
    POST /api/v1/admin/legal-texts/{kind}/{locale}/publication | administrator | manage
    POST /api/v1/admin/organizations | administrator | manage
    POST /api/v1/admin/organizations/{id}/decision | administrator | manage
    POST /api/v1/admin/organizations/{id}/suspension | administrator | manage
    POST /api/v1/admin/people/{id}/disablement | administrator | manage
    POST /api/v1/admin/people/{id}/verification | administrator | manage
    POST /api/v1/admin/platform-fees | administrator | manage
    POST /api/v1/admin/saved-views | administrator | manage
    POST /api/v1/auth/revoke | anyone | credentials
    POST /api/v1/auth/token | anyone | credentials
    POST /api/v1/check-ins | staff:ticket.scan | scan
    POST /api/v1/events | staff:event.write | manage
    POST /api/v1/events/{id}/access | buyer | code
    POST /api/v1/events/{id}/access-codes | staff:event.write | manage
    POST /api/v1/events/{id}/add-ons | staff:event.write | manage
    POST /api/v1/events/{id}/allocations | staff:event.write | manage
    POST /api/v1/events/{id}/allocations/{allocation_id}/release | staff:event.write | manage
    POST /api/v1/events/{id}/cancellation | staff:order.refund | manage
    POST /api/v1/events/{id}/challenges | buyer | challenge
    POST /api/v1/events/{id}/challenges/solutions | buyer | challenge
    POST /api/v1/events/{id}/hall-changes | staff:event.write | manage
    POST /api/v1/events/{id}/preview-link | staff:event.write | manage
    POST /api/v1/events/{id}/price-steps/simulation | staff:event.read | manage
    POST /api/v1/events/{id}/promo-code-batches | staff:event.write | manage
    POST /api/v1/events/{id}/promo-codes | staff:event.write | manage
    POST /api/v1/events/{id}/promo-codes/deactivation | staff:event.write | manage
    POST /api/v1/events/{id}/queue | buyer | join
    POST /api/v1/events/{id}/queue/claim | buyer | join
    POST /api/v1/events/{id}/reservations | buyer | reserve
    POST /api/v1/events/{id}/risk-reviews/decisions | staff:event.write | manage
    POST /api/v1/events/{id}/sale-pause | staff:event.write | manage
    POST /api/v1/events/{id}/sale-windows | staff:event.write | manage
    POST /api/v1/events/{id}/seat-painting | staff:event.write | manage
    POST /api/v1/events/{id}/series | staff:event.write | manage
    POST /api/v1/events/{id}/series-preview | staff:event.write | manage
    POST /api/v1/events/{id}/waiting-room/empty | staff:event.write | manage
    POST /api/v1/hall-drafts/{id}/presence | staff:venue.write | manage
    POST /api/v1/hall-drafts/{id}/publication | staff:venue.write | manage
    POST /api/v1/me/erasure | signed_in | credentials
    POST /api/v1/orders/{order_number}/offer | buyer | buy
    POST /api/v1/orders/{order_number}/refunds | buyer | buy
    POST /api/v1/orders/{order_number}/refunds/{refund_id}/retry | staff:order.refund | manage
    POST /api/v1/orders/{order_number}/tickets/{ticket_number}/reissue | staff:ticket.reissue | manage
    POST /api/v1/orders/{order_number}/void | staff:order.refund | manage
    POST /api/v1/organizations | signed_in | manage
    POST /api/v1/organizations/{id}/access-tokens | staff:token.manage | manage
    POST /api/v1/organizations/{id}/hall-imports | staff:venue.write | manage
    POST /api/v1/organizations/{id}/invitations | staff:member.manage | manage
    POST /api/v1/organizations/{id}/payout-account | staff:payout.manage | manage
    POST /api/v1/organizations/{id}/pictures | staff:venue.write | upload
    POST /api/v1/organizations/{id}/saved-views | staff:event.read | manage
    POST /api/v1/organizations/{id}/webhooks | staff:webhook.manage | manage
    POST /api/v1/organizations/{id}/webhooks/{webhook_id}/deliveries/{delivery_id}/replay | staff:webhook.manage | manage
    POST /api/v1/organizations/{id}/webhooks/{webhook_id}/ping | staff:webhook.manage | manage
    POST /api/v1/organizations/{id}/webhooks/{webhook_id}/rotate-secret | staff:webhook.manage | manage
    POST /api/v1/reservations/{id}/commit | buyer | commit
    POST /api/v1/reservations/{id}/quote | buyer | buy
    POST /api/v1/tickets/verify | staff:ticket.scan | scan
    POST /api/v1/venues | staff:venue.write | manage
    POST /api/v1/venues/{id}/hall-drafts | staff:venue.write | manage
    POST /api/webhooks/{gateway} | anyone | unlimited
    PUT /api/v1/events/{id}/pictures | staff:event.write | manage
    PUT /api/v1/events/{id}/price-painting | staff:event.write | manage
    PUT /api/v1/events/{id}/price-rules | staff:event.write | manage
    PUT /api/v1/events/{id}/price-steps | staff:event.write | manage
    PUT /api/v1/events/{id}/questions | staff:event.write | manage
    PUT /api/v1/events/{id}/queue/presence | buyer | join
    PUT /api/v1/events/{id}/waiting-room | staff:event.write | manage
    PUT /api/v1/orders/{order_number}/invoice | buyer | buy"
  `);
  expect(lines).toContain(`GET ${DOCUMENT_SPEC.route} | anyone | browse`);
});
