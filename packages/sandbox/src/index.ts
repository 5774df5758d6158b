/** @switchyard/sandbox: recorded events through flows, on the very core that runs live. See SPEC.md. A test pins the names. */

export type { News } from "./chunk-rows.ts";
export {
  type Bits,
  type CodeColumn,
  type Column,
  columnOf,
  hasBit,
  missingColumn,
  type NumberColumn,
  valueAt,
} from "./columns/column.ts";
export {
  CHUNK_ROWS,
  COLUMNS_VERSION,
  type ColumnFile,
  type ColumnInput,
  type ColumnOutput,
  type ColumnWriter,
  FIRST_CHUNK_ROWS,
  readColumns,
  writeColumns,
} from "./columns/column-file.ts";
export { type ColumnList, chunkOfLists } from "./columns/list-chunk.ts";
export {
  AT,
  chunkOf,
  FOLLOWING,
  ID,
  isStoredFact,
  KEY_A,
  KEY_B,
  ODD,
  type OrderChunk,
  type RecordedOrder,
} from "./columns/order-columns.ts";
export { chunkOfTexts, type OrderTexts, type TextChunk } from "./columns/text-chunk.ts";
export type { CoverageFigures } from "./coverage.ts";
export type { SideFigures } from "./figures.ts";
export { CANCELLED, eventsOf, type Moments, type RecordedEvents } from "./moments.ts";
export { addFigures, addSweeps } from "./parts.ts";
export {
  createReplay,
  type Difference,
  type NamedOrder,
  type Replay,
  type ReplayFigures,
  type ReplayOptions,
  type SideName,
} from "./replay.ts";
export { createRerun, FLOWS_LIVE, type JournalLine, type Mismatch, type Rerun, type RerunOptions } from "./rerun.ts";
export { CHANGE_KINDS, type ChangeKind, type Standing } from "./standing.ts";
export { createSweep, type Sweep, type SweepFigures } from "./sweep.ts";
