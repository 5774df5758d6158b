import type { Said } from "../phrase/parts.ts";
import type { Placed } from "./items.ts";
import { action } from "./place-action.ts";
import type { State } from "./state.ts";

export const ENDS = new Set<Placed["type"]>([
  "action",
  "stop",
  "otherwise",
  "port",
  "level",
  "quiet",
  "table",
  "split",
  "shares",
  "breakers",
]);
const TRAILING =
  /(?:^|\s)(?:if|when|whenever|where|whose|for|with|within \d+ s(?:econds?)? of|on|at|after|in case|once|about|of|unless)(?: the| an?| all| orders?| any| that| which| are| is)*\s*$/i;
const STARTS =
  /^(?:if|when|whenever|where|whose|for|with|on|at|after|upon|once|daily|every|hourly|within|unless|except)\b/i;

/** English says what an action hangs on after it, without a comma: "alert the supervisor if not assigned within 2 hours". */
export function trails(state: State, piece: Placed): boolean {
  if (
    state.phase !== "acted" ||
    state.early === null ||
    (state.root.length > 0 && piece.type !== "condition" && piece.type !== "left_out") ||
    state.early.from >= state.draft.nodes.length
  )
    return false;
  // 「新订单都派快反线，VIP除外」: nothing was asked for before.
  if (piece.type === "left_out") return true;
  if (piece.type !== "condition" && piece.type !== "watch" && piece.type !== "trigger") return false;
  // 「提醒仓管还没发货的订单」: straight after whom or what is told, and of orders.
  if (/^除/.test(state.text.slice(piece.start, piece.end))) return true;
  if (/[\u4e00-\u9fff]/.test(state.text.slice(piece.start, piece.end)))
    return (
      /[^,，。;；:：→\s]$/.test(state.text.slice(0, piece.start)) &&
      (/的\s*$/.test(state.text.slice(piece.start, piece.end))
        ? /^(?:$|[。;；,，\n]|订单|单)/
        : /^的?(?:订单|单子|单)/
      ).test(state.text.slice(piece.end).trimStart())
    );
  // "hold unpaid orders": straight after the verb.
  return (
    /[\w"”]\s*$/.test(state.text.slice(0, piece.start)) ||
    TRAILING.test(state.text.slice(0, piece.start)) ||
    STARTS.test(state.text.slice(piece.start, piece.end))
  );
}

/** Takes the actions of this statement back, to put them in again behind what follows. */
export function takeBack(state: State): void {
  const { draft, early } = state;
  if (early === null) return;
  const gone = draft.nodes.splice(early.from);
  draft.edges = draft.edges.filter(({ from, to }) => !gone.some(({ id }) => id === from || id === to));
  draft.cursors = state.root;
  state.deferred = gone.map(({ id: _, position: __, ...said }) => said as Said);
  state.phase = state.root.length > 0 ? "trigger" : "start";
  state.early = null;
}

export function putBack(state: State): void {
  const { deferred } = state;
  state.deferred = [];
  for (const said of deferred) action(state, said);
}
