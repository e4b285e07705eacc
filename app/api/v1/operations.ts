import type { DocumentedEndpoint } from "#lib/platform/http/openapi/document";
import * as fairseatTicketKeys from "../../.well-known/fairseat-ticket-keys.json/route.ts";
import * as jwks from "../../.well-known/jwks.json/route.ts";
import * as cron from "../cron/[job]/route.ts";
import * as healthLive from "../health/live/route.ts";
import * as healthReady from "../health/ready/route.ts";
import * as metrics from "../metrics/route.ts";
import * as gatewayWebhooks from "../webhooks/[gateway]/route.ts";
import * as adminAuditLog from "./admin/audit-log/route.ts";
import * as adminCategory from "./admin/categories/[slug]/route.ts";
import * as adminCategories from "./admin/categories/route.ts";
import * as adminCategoryOrder from "./admin/category-order/route.ts";
import * as adminLegalPublication from "./admin/legal-texts/[kind]/[locale]/publication/route.ts";
import * as adminLegalText from "./admin/legal-texts/[kind]/[locale]/route.ts";
import * as adminLegalVersion from "./admin/legal-texts/[kind]/[locale]/versions/[version]/route.ts";
import * as adminLegalVersions from "./admin/legal-texts/[kind]/[locale]/versions/route.ts";
import * as adminLegalTexts from "./admin/legal-texts/route.ts";
import * as adminLoad from "./admin/load/route.ts";
import * as adminLoadStep from "./admin/load/steps/[step]/route.ts";
import * as adminOrganizationDecision from "./admin/organizations/[id]/decision/route.ts";
import * as adminOrganizationFee from "./admin/organizations/[id]/platform-fee/route.ts";
import * as adminOrganization from "./admin/organizations/[id]/route.ts";
import * as adminOrganizationSuspension from "./admin/organizations/[id]/suspension/route.ts";
import * as adminOrganizations from "./admin/organizations/route.ts";
import * as adminPersonDisablement from "./admin/people/[id]/disablement/route.ts";
import * as adminPerson from "./admin/people/[id]/route.ts";
import * as adminPersonFactor from "./admin/people/[id]/second-factor/route.ts";
import * as adminPersonSessions from "./admin/people/[id]/sessions/route.ts";
import * as adminPersonVerification from "./admin/people/[id]/verification/route.ts";
import * as adminPeople from "./admin/people/route.ts";
import * as adminPlatformFees from "./admin/platform-fees/route.ts";
import * as adminQueuePredictions from "./admin/queue-predictions/route.ts";
import * as adminReputation from "./admin/reputation/route.ts";
import * as adminSales from "./admin/sales/route.ts";
import * as adminSalesCsv from "./admin/sales.csv/route.ts";
import * as adminSavedView from "./admin/saved-views/[view_id]/route.ts";
import * as adminSavedViews from "./admin/saved-views/route.ts";
import * as authRevoke from "./auth/revoke/route.ts";
import * as authToken from "./auth/token/route.ts";
import * as categories from "./categories/route.ts";
import * as checkIns from "./check-ins/route.ts";
import * as eventAccess from "./events/[id]/access/route.ts";
import * as eventAccessCode from "./events/[id]/access-codes/[code_id]/route.ts";
import * as eventAccessCodes from "./events/[id]/access-codes/route.ts";
import * as eventAddOn from "./events/[id]/add-ons/[add_on_id]/route.ts";
import * as eventAddOns from "./events/[id]/add-ons/route.ts";
import * as eventAllocationRelease from "./events/[id]/allocations/[allocation_id]/release/route.ts";
import * as eventAllocation from "./events/[id]/allocations/[allocation_id]/route.ts";
import * as eventAllocations from "./events/[id]/allocations/route.ts";
import * as eventAttendees from "./events/[id]/attendees/route.ts";
import * as eventAvailability from "./events/[id]/availability/route.ts";
import * as eventBestAvailable from "./events/[id]/best-available/route.ts";
import * as eventBoard from "./events/[id]/board/route.ts";
import * as eventCancellation from "./events/[id]/cancellation/route.ts";
import * as eventChallenges from "./events/[id]/challenges/route.ts";
import * as eventChallengeSolutions from "./events/[id]/challenges/solutions/route.ts";
import * as eventChangeReport from "./events/[id]/change-report/route.ts";
import * as eventDates from "./events/[id]/dates/route.ts";
import * as eventHallChanges from "./events/[id]/hall-changes/route.ts";
import * as holdChurn from "./events/[id]/hold-churn/route.ts";
import * as eventOrdersCsv from "./events/[id]/orders.csv/route.ts";
import * as eventPictures from "./events/[id]/pictures/route.ts";
import * as eventPreviewLink from "./events/[id]/preview-link/route.ts";
import * as eventPriceChanges from "./events/[id]/price-changes/route.ts";
import * as eventPricePainting from "./events/[id]/price-painting/route.ts";
import * as eventPriceRules from "./events/[id]/price-rules/route.ts";
import * as eventPriceSteps from "./events/[id]/price-steps/route.ts";
import * as eventPriceSimulation from "./events/[id]/price-steps/simulation/route.ts";
import * as promoBatches from "./events/[id]/promo-code-batches/route.ts";
import * as promoCodeOrders from "./events/[id]/promo-codes/[code_id]/orders/route.ts";
import * as promoCode from "./events/[id]/promo-codes/[code_id]/route.ts";
import * as promoDeactivation from "./events/[id]/promo-codes/deactivation/route.ts";
import * as promoCodes from "./events/[id]/promo-codes/route.ts";
import * as promoCodesCsv from "./events/[id]/promo-codes.csv/route.ts";
import * as eventQuestions from "./events/[id]/questions/route.ts";
import * as eventQueueClaim from "./events/[id]/queue/claim/route.ts";
import * as eventQueueDraw from "./events/[id]/queue/draw/route.ts";
import * as eventQueuePresence from "./events/[id]/queue/presence/route.ts";
import * as eventQueue from "./events/[id]/queue/route.ts";
import * as eventQueueStatus from "./events/[id]/queue/status/route.ts";
import * as eventReservations from "./events/[id]/reservations/route.ts";
import * as riskReviewDecisions from "./events/[id]/risk-reviews/decisions/route.ts";
import * as riskReviews from "./events/[id]/risk-reviews/route.ts";
import * as event from "./events/[id]/route.ts";
import * as eventSalePause from "./events/[id]/sale-pause/route.ts";
import * as eventSaleWindowAddresses from "./events/[id]/sale-windows/[window_id]/addresses/route.ts";
import * as eventSaleWindow from "./events/[id]/sale-windows/[window_id]/route.ts";
import * as eventSaleWindows from "./events/[id]/sale-windows/route.ts";
import * as eventSeatPainting from "./events/[id]/seat-painting/route.ts";
import * as eventSeatmap from "./events/[id]/seatmap/route.ts";
import * as eventSeries from "./events/[id]/series/route.ts";
import * as eventSeriesPreview from "./events/[id]/series-preview/route.ts";
import * as eventStream from "./events/[id]/stream/route.ts";
import * as eventWaitingRoomEmpty from "./events/[id]/waiting-room/empty/route.ts";
import * as eventPredictions from "./events/[id]/waiting-room/predictions/route.ts";
import * as eventWaitingRoom from "./events/[id]/waiting-room/route.ts";
import * as events from "./events/route.ts";
import * as eventsSuggest from "./events/suggest/route.ts";
import * as hallDraftDifference from "./hall-drafts/[id]/difference/route.ts";
import * as hallDraftExport from "./hall-drafts/[id]/export/route.ts";
import * as hallDraftPresence from "./hall-drafts/[id]/presence/route.ts";
import * as hallDraftPublication from "./hall-drafts/[id]/publication/route.ts";
import * as hallDraft from "./hall-drafts/[id]/route.ts";
import * as invoicePdf from "./invoices/[id]/document.pdf/route.ts";
import * as invoice from "./invoices/[id]/route.ts";
import * as invoices from "./invoices/route.ts";
import * as invoicesCsv from "./invoices.csv/route.ts";
import * as layout from "./layouts/[hash]/route.ts";
import * as legalTexts from "./legal-texts/[kind]/route.ts";
import * as meErasure from "./me/erasure/route.ts";
import * as meExport from "./me/export/route.ts";
import * as meOrganization from "./me/organizations/[id]/route.ts";
import * as orderInvoice from "./orders/[number]/invoice/route.ts";
import * as orderLinks from "./orders/[number]/links/route.ts";
import * as orderOffer from "./orders/[number]/offer/route.ts";
import * as orderRefundsRetry from "./orders/[number]/refunds/[refund]/retry/route.ts";
import * as orderRefunds from "./orders/[number]/refunds/route.ts";
import * as order from "./orders/[number]/route.ts";
import * as orderTicketReissue from "./orders/[number]/tickets/[ticket]/reissue/route.ts";
import * as orderVoid from "./orders/[number]/void/route.ts";
import * as orders from "./orders/route.ts";
import * as organizationAccessToken from "./organizations/[id]/access-tokens/[token_id]/route.ts";
import * as organizationAccessTokens from "./organizations/[id]/access-tokens/route.ts";
import * as organizationAuditLog from "./organizations/[id]/audit-log/route.ts";
import * as organizationAuditLogCsv from "./organizations/[id]/audit-log.csv/route.ts";
import * as organizationChecklist from "./organizations/[id]/checklist/route.ts";
import * as organizationEvents from "./organizations/[id]/events/route.ts";
import * as organizationHallImports from "./organizations/[id]/hall-imports/route.ts";
import * as organizationInvitation from "./organizations/[id]/invitations/[invitation_id]/route.ts";
import * as organizationInvitations from "./organizations/[id]/invitations/route.ts";
import * as organizationMember from "./organizations/[id]/members/[user_id]/route.ts";
import * as organizationMembers from "./organizations/[id]/members/route.ts";
import * as organizationPayoutAccount from "./organizations/[id]/payout-account/route.ts";
import * as organizationPictures from "./organizations/[id]/pictures/route.ts";
import * as organization from "./organizations/[id]/route.ts";
import * as organizationSavedView from "./organizations/[id]/saved-views/[view_id]/route.ts";
import * as organizationSavedViews from "./organizations/[id]/saved-views/route.ts";
import * as organizationVenues from "./organizations/[id]/venues/route.ts";
import * as organizationWebhookDeliveryReplay from "./organizations/[id]/webhooks/[webhook_id]/deliveries/[delivery_id]/replay/route.ts";
import * as organizationWebhookDeliveries from "./organizations/[id]/webhooks/[webhook_id]/deliveries/route.ts";
import * as organizationWebhookPing from "./organizations/[id]/webhooks/[webhook_id]/ping/route.ts";
import * as organizationWebhookRotateSecret from "./organizations/[id]/webhooks/[webhook_id]/rotate-secret/route.ts";
import * as organizationWebhook from "./organizations/[id]/webhooks/[webhook_id]/route.ts";
import * as organizationWebhooks from "./organizations/[id]/webhooks/route.ts";
import * as organizations from "./organizations/route.ts";
import * as reconciliation from "./reconciliations/[gateway]/[day]/route.ts";
import * as reconciliations from "./reconciliations/route.ts";
import * as reservationCommit from "./reservations/[id]/commit/route.ts";
import * as reservationExtend from "./reservations/[id]/extend/route.ts";
import * as reservationQuote from "./reservations/[id]/quote/route.ts";
import * as reservation from "./reservations/[id]/route.ts";
import * as ticketsVerify from "./tickets/verify/route.ts";
import * as timeZones from "./time-zones/route.ts";
import * as venueHallDrafts from "./venues/[id]/hall-drafts/route.ts";
import * as venueHallDifference from "./venues/[id]/halls/[hall_id]/difference/route.ts";
import * as venueHallExport from "./venues/[id]/halls/[hall_id]/export/route.ts";
import * as venueHall from "./venues/[id]/halls/[hall_id]/route.ts";
import * as venueHalls from "./venues/[id]/halls/route.ts";
import * as venue from "./venues/[id]/route.ts";
import * as venues from "./venues/route.ts";

/**
 * Every route of the API. Imported by name, because a bundler follows no list of files; operations.test.ts compares it with
 * the file system.
 */
const ROUTES: readonly object[] = [
  adminAuditLog,
  adminCategories,
  adminCategory,
  adminCategoryOrder,
  adminLoad,
  adminLoadStep,
  adminOrganizations,
  adminOrganization,
  adminOrganizationDecision,
  adminOrganizationSuspension,
  adminOrganizationFee,
  adminPeople,
  adminPerson,
  adminPersonDisablement,
  adminPersonFactor,
  adminPersonSessions,
  adminPersonVerification,
  adminPlatformFees,
  adminQueuePredictions,
  adminReputation,
  adminSales,
  adminSalesCsv,
  adminSavedViews,
  adminSavedView,
  adminLegalTexts,
  adminLegalText,
  adminLegalPublication,
  adminLegalVersions,
  adminLegalVersion,
  legalTexts,
  authRevoke,
  authToken,
  categories,
  checkIns,
  events,
  event,
  eventAvailability,
  eventBestAvailable,
  eventCancellation,
  eventChallenges,
  eventChallengeSolutions,
  eventChangeReport,
  eventHallChanges,
  eventAccess,
  eventAccessCode,
  eventAccessCodes,
  eventAllocation,
  eventAllocationRelease,
  eventPreviewLink,
  eventWaitingRoom,
  eventWaitingRoomEmpty,
  eventPredictions,
  riskReviews,
  riskReviewDecisions,
  holdChurn,
  eventBoard,
  eventAttendees,
  eventAddOns,
  eventAddOn,
  eventAllocations,
  eventSalePause,
  eventSaleWindow,
  eventSaleWindowAddresses,
  eventSaleWindows,
  eventDates,
  eventSeries,
  eventSeriesPreview,
  eventPricePainting,
  eventSeatPainting,
  eventQuestions,
  eventOrdersCsv,
  eventPriceRules,
  eventPictures,
  eventPriceChanges,
  eventPriceSteps,
  eventPriceSimulation,
  promoCodes,
  promoCodesCsv,
  promoCode,
  promoCodeOrders,
  promoDeactivation,
  promoBatches,
  eventQueue,
  eventQueueClaim,
  eventQueueDraw,
  eventQueuePresence,
  eventQueueStatus,
  eventReservations,
  eventSeatmap,
  eventStream,
  eventsSuggest,
  hallDraft,
  hallDraftDifference,
  hallDraftExport,
  hallDraftPresence,
  hallDraftPublication,
  invoice,
  invoicePdf,
  invoices,
  invoicesCsv,
  layout,
  meErasure,
  meExport,
  meOrganization,
  orders,
  order,
  orderInvoice,
  orderLinks,
  orderOffer,
  orderRefunds,
  orderRefundsRetry,
  orderTicketReissue,
  orderVoid,
  organizations,
  organization,
  organizationChecklist,
  organizationAccessTokens,
  organizationSavedViews,
  organizationSavedView,
  organizationAccessToken,
  organizationAuditLog,
  organizationAuditLogCsv,
  organizationEvents,
  organizationHallImports,
  organizationInvitations,
  organizationInvitation,
  organizationMembers,
  organizationMember,
  organizationPayoutAccount,
  organizationPictures,
  organizationVenues,
  organizationWebhooks,
  organizationWebhook,
  organizationWebhookDeliveries,
  organizationWebhookDeliveryReplay,
  organizationWebhookPing,
  organizationWebhookRotateSecret,
  reconciliations,
  reconciliation,
  reservation,
  reservationCommit,
  reservationExtend,
  reservationQuote,
  ticketsVerify,
  timeZones,
  venues,
  venue,
  venueHalls,
  venueHall,
  venueHallDifference,
  venueHallExport,
  venueHallDrafts,
  fairseatTicketKeys,
  jwks,
  cron,
  healthLive,
  healthReady,
  metrics,
  gatewayWebhooks,
];

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** The endpoints of the routes, one for each method. The endpoint of the document itself is added in api-document.ts. */
export const OPERATIONS: readonly DocumentedEndpoint[] = ROUTES.flatMap((route) =>
  METHODS.flatMap((method) => {
    const handler = (route as Partial<Record<string, Partial<DocumentedEndpoint>>>)[method];
    return handler?.spec ? [{ method, spec: handler.spec }] : [];
  }),
);
