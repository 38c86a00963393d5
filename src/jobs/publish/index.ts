export { publishView, type PublishView } from './view.ts';
export { reviewPublish, type PublishField, type PublishReview } from './review.ts';
export { againstPublishing, isShortId, publish, type Confirmed, type PublishParts } from './publish.ts';
export { againstRequest, requestCve, type AskedMemory } from './requestCve.ts';
