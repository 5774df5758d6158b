/**
 * The number of the core's own rules. Raised by whoever changes what a step decides, writes or sends for an event that could have
 * come before. A journal says by which number each stretch of it was decided; a journal that says none was written under 0.
 * 17: an order that changed to a brand that its version of a flow is not for takes the flow's live version, and an order keeps the version of
 * a flow that it begins with later; a recall, and such a change, end the places in batches and the waits of nodes that the other version
 * has not, and a node that is of another kind there acts; a recall to a version that is not for the order's brand changes nothing.
 * 16: an hour that a change of the clock repeats is not worked twice, and hours that begin in one that it skips begin when it is over;
 * of each field that a platform tells of the newest code stays, however late an older one comes; a schedule's turn does nothing with an
 * order that was cancelled, or came to the end of its way, after the shell had listed it; an order lets go of the freeze of a brand,
 * customer or lot that it was changed away from since it asked; why Shopify cancelled an order says that it is cancelled, and
 * a payment, group or risk that is settled no longer says that a shipped order has only been paid;
 * an observation without its value leaves a breaker the last one.
 * 15: after a refund that was withdrawn or refused, or a platform's hold, an order goes on where it was, and neither this nor the course of
 * an after-sale case is a jump; an order that changes to a brand without some flow loses what that flow held only while matched;
 * an order waits for a day that the working calendar names however far away it is; marks that no one sees go out of a text before its
 * letters are joined; an order keeps in which province its parcel is, by the newest courier node that says so.
 * 14: the amount of a refund is in minor units; one that is not less than the order's is of the whole; a tag that is
 * unlocked is put on again by what leads to it.
 * 13: a route for lines takes those that fit later and repeats none; a destination that a person set stands for lines too; an order whose
 * whole refund succeeded gives its stock back; what one node reserves lets go of what another held for it; an order that a later event than its
 * intake led to a merge changes batches too, and waits for a key that it lacks.
 * 12: an order keeps who carries its parcel, as a courier's news, a state's fields or the intake say it.
 * 11: a held order that lacks its merge's key waits for the key, and does not stand aside; a route for lines of which none fits has not
 * acted; no watch for newer news begins with a parcel that has come to rest, whatever states it waits for besides; the reason in a
 * courier's text ends at a full-width sign too.
 * 10: an older event that reaches an open deadline's node again does not set its clock back.
 * 9: pieces that an order gives back are offered to those who wait for the article, and no more of those than the pieces go round are asked.
 * 8: a cancelled order knows when it reached *Cancelled*.
 * 7: of an order that is over the intake is not looked at, when it comes nor when it changes; goods that came back are over; cancelling
 * does not wait behind a paused channel; counted stock asks those to reserve again that wait for it; a destination's orders are told in
 * several steps.
 * 6: an order that comes to *Cancelled* by its state is cancelled, and starts what begins with that.
 * 5: a recall puts on the tags of the other version where the same node has another.
 * 4: a deadline that counts from a fact begins when the fact comes, and moves with it; a merge, a freeze
 * or a pause that had nothing to go by acts when it has; cancelled orders join no lots; refunded ones give their stock back.
 * 3: a route that waits for a paused destination is forgotten when another is taken, and waits once; lines that fit the stock let go of
 * what was held for it; an older word of a credit comes too late.
 * 2: older counts of stock and older observations come too late; other lines give back and reserve what is wanted.
 */
export const CORE_RULES = 17;
