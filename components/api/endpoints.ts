import { boardWire } from "#lib/analytics/board/board-contract";
import { ownEventsAnswer, ownEventsQuery } from "#lib/analytics/own-events-contract";
import { eventDetail, suggestionList } from "#lib/catalog/answer-contract";
import { suggestQuery } from "#lib/catalog/contract";
import { eventChangeBody, organizerEvent } from "#lib/catalog/event-contract";
import { pictureWire } from "#lib/catalog/pictures/picture-contract";
import { madePreviewWire, previewBody } from "#lib/catalog/preview/preview-contract";
import { questionsBody, questionsWire } from "#lib/catalog/questions/question-contract";
import { newSeriesBody, seriesPreview, seriesRule, seriesWire } from "#lib/catalog/series/series-contract";
import {
  commitBody,
  confirmedAnswer,
  offerAnswer,
  offerBody,
  pendingAnswer,
  quoteAnswer,
  quoteBody,
} from "#lib/orders/placing/commit-contract";
import { newPlatformViewBody, newViewBody, savedViewWire, viewChangeBody } from "#lib/organizations/views/contract";
import { addOnChangeBody, addOnWire, newAddOnBody } from "#lib/pricing/add-ons/add-on-contract";
import {
  deactivationAnswer,
  deactivationBody,
  newPromoBody,
  promoChangeBody,
  promoWire,
} from "#lib/pricing/promo/managing/promo-contract";
import { priceRulesBody, priceRulesWire } from "#lib/pricing/rules/price-rules-contract";
import { simulationBody, simulationWire } from "#lib/pricing/steps/simulation-contract";
import { priceStepsBody, priceStepsWire } from "#lib/pricing/steps/step-contract";
import { challengeBody, challengeWire, proofWire, solutionBody } from "#lib/protection/challenges/contract";
import { extendBody, extensionAnswer, holdBody, reservationWire } from "#lib/reservations/contract";
import { salePauseBody, salePauseWire } from "#lib/reservations/pause-contract";
import {
  addressesAnswer,
  addressesBody,
  codesAnswer,
  newCodesBody,
  newWindowBody,
  windowChangeBody,
  windowList,
} from "#lib/seating/access/access-contract";
import {
  allocationChangeBody,
  allocationList,
  newAllocationBody,
  paintingAnswer,
  paintingBody,
  releaseAnswer,
} from "#lib/seating/allocations/allocation-contract";
import { hallLayout } from "#lib/seating/answer-contract";
import {
  differenceQuery,
  differenceWire,
  draftChangeBody,
  draftSummary,
  draftWire,
  editorList,
  newDraftBody,
  publicationBody,
  publicationWire,
} from "#lib/seating/drafts/draft-contract";
import { hallImport, importQuery } from "#lib/seating/import/import-contract";
import { pricePaintingBody, repaintAnswer } from "#lib/seating/painting/painting-contract";
import {
  presenceBody,
  presenceWire,
  queueDrawWire,
  queuePassWire,
  queueStatusWire,
  queueTicketWire,
} from "#lib/waiting-room/contract";
import { decisionAnswer, decisionBody } from "#lib/waiting-room/reviews/review-contract";
import { emptiedWire, roomBody, roomWire } from "#lib/waiting-room/room-contract";

/**
 * The endpoints that our own pages call, by the contracts that the endpoints themselves declare: a test holds every row to its
 * endpoint. The browser imports the types alone, so no contract is in what it loads.
 */
export const ENDPOINTS = {
  "PUT /api/v1/events/{id}/price-steps": { body: priceStepsBody, answers: { 200: priceStepsWire } },
  "POST /api/v1/events/{id}/price-steps/simulation": { body: simulationBody, answers: { 200: simulationWire } },
  "GET /api/v1/events/suggest": { query: suggestQuery, answers: { 200: suggestionList } },
  "GET /api/v1/events/{id}/board": { answers: { 200: boardWire } },
  "GET /api/v1/organizations/{id}/events": { query: ownEventsQuery, answers: { 200: ownEventsAnswer } },
  "POST /api/v1/organizations/{id}/saved-views": { body: newViewBody, answers: { 201: savedViewWire } },
  "PATCH /api/v1/organizations/{id}/saved-views/{view_id}": { body: viewChangeBody, answers: { 200: savedViewWire } },
  "DELETE /api/v1/organizations/{id}/saved-views/{view_id}": { answers: { 204: undefined } },
  "POST /api/v1/admin/saved-views": { body: newPlatformViewBody, answers: { 201: savedViewWire } },
  "PATCH /api/v1/admin/saved-views/{view_id}": { body: viewChangeBody, answers: { 200: savedViewWire } },
  "DELETE /api/v1/admin/saved-views/{view_id}": { answers: { 204: undefined } },
  "GET /api/v1/events/{id}": { answers: { 200: eventDetail } },
  "PATCH /api/v1/events/{id}": { body: eventChangeBody, answers: { 200: organizerEvent } },
  "POST /api/v1/events/{id}/series-preview": { body: seriesRule, answers: { 200: seriesPreview } },
  "POST /api/v1/events/{id}/series": { body: newSeriesBody, answers: { 202: seriesWire } },
  "PUT /api/v1/events/{id}/questions": { body: questionsBody, answers: { 200: questionsWire } },
  "PUT /api/v1/events/{id}/price-rules": { body: priceRulesBody, answers: { 200: priceRulesWire } },
  "POST /api/v1/events/{id}/reservations": { body: holdBody, answers: { 201: reservationWire } },
  "GET /api/v1/reservations/{id}": { answers: { 200: reservationWire } },
  "DELETE /api/v1/reservations/{id}": { answers: { 204: undefined } },
  "PATCH /api/v1/reservations/{id}/extend": { body: extendBody, answers: { 200: extensionAnswer } },
  "POST /api/v1/reservations/{id}/quote": { body: quoteBody, answers: { 200: quoteAnswer } },
  "POST /api/v1/reservations/{id}/commit": { body: commitBody, answers: { 200: confirmedAnswer, 202: pendingAnswer } },
  "POST /api/v1/orders/{order_number}/offer": { body: offerBody, answers: { 200: offerAnswer } },
  "POST /api/v1/events/{id}/preview-link": { body: previewBody, answers: { 201: madePreviewWire } },
  "DELETE /api/v1/events/{id}/preview-link": { answers: { 204: undefined } },
  "POST /api/v1/events/{id}/sale-pause": { body: salePauseBody, answers: { 200: salePauseWire } },
  "DELETE /api/v1/events/{id}/sale-pause": { answers: { 200: salePauseWire } },
  "PUT /api/v1/events/{id}/waiting-room": { body: roomBody, answers: { 200: roomWire } },
  "POST /api/v1/events/{id}/risk-reviews/decisions": { body: decisionBody, answers: { 200: decisionAnswer } },
  "POST /api/v1/events/{id}/waiting-room/empty": { answers: { 200: emptiedWire } },
  "DELETE /api/v1/events/{id}/waiting-room": { answers: { 204: undefined } },
  "POST /api/v1/events/{id}/add-ons": { body: newAddOnBody, answers: { 201: addOnWire } },
  "PATCH /api/v1/events/{id}/add-ons/{add_on_id}": { body: addOnChangeBody, answers: { 200: addOnWire } },
  "DELETE /api/v1/events/{id}/add-ons/{add_on_id}": { answers: { 204: undefined } },
  "POST /api/v1/events/{id}/promo-codes": { body: newPromoBody, answers: { 201: promoWire } },
  "PATCH /api/v1/events/{id}/promo-codes/{code_id}": { body: promoChangeBody, answers: { 200: promoWire } },
  "POST /api/v1/events/{id}/promo-codes/deactivation": { body: deactivationBody, answers: { 200: deactivationAnswer } },
  "POST /api/v1/events/{id}/sale-windows": { body: newWindowBody, answers: { 201: windowList } },
  "PATCH /api/v1/events/{id}/sale-windows/{window_id}": { body: windowChangeBody, answers: { 200: windowList } },
  "DELETE /api/v1/events/{id}/sale-windows/{window_id}": { answers: { 204: undefined } },
  "PATCH /api/v1/events/{id}/sale-windows/{window_id}/addresses": {
    body: addressesBody,
    answers: { 200: addressesAnswer },
  },
  "POST /api/v1/events/{id}/access-codes": { body: newCodesBody, answers: { 201: codesAnswer } },
  "DELETE /api/v1/events/{id}/access-codes/{code_id}": { answers: { 204: undefined } },
  "POST /api/v1/events/{id}/allocations": { body: newAllocationBody, answers: { 201: allocationList } },
  "PATCH /api/v1/events/{id}/allocations/{allocation_id}": {
    body: allocationChangeBody,
    answers: { 200: allocationList },
  },
  "DELETE /api/v1/events/{id}/allocations/{allocation_id}": { answers: { 204: undefined } },
  "POST /api/v1/events/{id}/allocations/{allocation_id}/release": { answers: { 200: releaseAnswer } },
  "POST /api/v1/events/{id}/seat-painting": { body: paintingBody, answers: { 200: paintingAnswer } },
  "PUT /api/v1/events/{id}/price-painting": { body: pricePaintingBody, answers: { 200: repaintAnswer } },
  "GET /api/v1/layouts/{hash}": { answers: { 200: hallLayout } },
  "GET /api/v1/events/{id}/queue/status": { answers: { 200: queueStatusWire } },
  "GET /api/v1/events/{id}/queue": { answers: { 200: queueTicketWire } },
  "GET /api/v1/events/{id}/queue/draw": { answers: { 200: queueDrawWire } },
  "POST /api/v1/events/{id}/queue": { answers: { 201: queueTicketWire } },
  "POST /api/v1/events/{id}/queue/claim": { answers: { 200: queuePassWire } },
  "PUT /api/v1/events/{id}/queue/presence": { body: presenceBody, answers: { 200: presenceWire } },
  "POST /api/v1/events/{id}/challenges": { body: challengeBody, answers: { 200: proofWire, 201: challengeWire } },
  "POST /api/v1/events/{id}/challenges/solutions": { body: solutionBody, answers: { 200: proofWire } },
  "POST /api/v1/organizations/{id}/pictures": { answers: { 201: pictureWire } },
  "POST /api/v1/organizations/{id}/hall-imports": { query: importQuery, answers: { 200: hallImport } },
  "POST /api/v1/venues/{id}/hall-drafts": { body: newDraftBody, answers: { 201: draftSummary } },
  "GET /api/v1/hall-drafts/{id}": { answers: { 200: draftWire } },
  "PATCH /api/v1/hall-drafts/{id}": { body: draftChangeBody, answers: { 200: draftSummary } },
  "GET /api/v1/hall-drafts/{id}/difference": { query: differenceQuery, answers: { 200: differenceWire } },
  "POST /api/v1/hall-drafts/{id}/presence": { answers: { 200: editorList } },
  "POST /api/v1/hall-drafts/{id}/publication": { body: publicationBody, answers: { 200: publicationWire } },
} as const;
