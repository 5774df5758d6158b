/** A table that a person uploads, read in a process of its own: the one way for taking in, looking at and comparing. */
import {
  createTableReader,
  suggestMapping,
  type TableEvent,
  type TableFormat,
  type TableMapping,
} from "@switchyard/connectors";
import { calendarDate, factCatalogue, type Problem } from "@switchyard/orders";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { mappingOf } from "./sources.ts";

export interface TableUpload {
  source: string;
  format: TableFormat;
  /** By default the source's own, or the one that the columns' names suggest. */
  mapping?: TableMapping | undefined;
  sheet?: string | undefined;
  headerRow?: number | undefined;
}
const reader = createTableReader();

/** First the columns, then rows, then the end. Throws `invalid_file` for a file that fails: then no row of it counts. */
export async function* readUpload(
  ctx: Context,
  { path, format, sheet, headerRow }: TableUpload & { path: string },
): AsyncGenerator<Exclude<TableEvent, { type: "failed" }>> {
  const options = { format, ...(sheet === undefined ? {} : { sheet }), ...(headerRow ? { headerRow } : {}) };
  for await (const event of reader.read({ path }, options, ctx.workspace.id)) {
    if (event.type === "failed") throw new Refusal("invalid_file", { problems: [event.problem] });
    yield event;
  }
}

export async function mappingFor(
  ctx: Context,
  { source, mapping }: TableUpload,
  columns: readonly string[],
): Promise<TableMapping> {
  if (mapping !== undefined) return mapping;
  return (
    mappingOf(await ctx.store.read.intake.source(ctx.workspace.id, source)) ?? suggestMapping(columns, factCatalogue)
  );
}

/** The day on the workspace's calendar. */
export const todayOf = ({ clock, workspace }: Context) => calendarDate(clock.now(), workspace.settings.zone);

/** Days that came without a year, or as 明天: the first is told, with how many more there are. */
export class Years {
  #first: Problem | null = null;
  #count = 0;
  see(warnings: readonly Problem[]): void {
    for (const one of warnings) {
      if (one.code !== "year_given" && one.code !== "day_given") continue;
      this.#first ??= one;
      this.#count += 1;
    }
  }
  get notices(): Problem[] {
    if (this.#first === null) return [];
    const { message, ...rest } = this.#first;
    const more = this.#count - 1;
    if (more === 0) return [this.#first];
    return [
      {
        ...rest,
        message: { zh: `${message.zh}；另有 ${more} 处同样处理`, en: `${message.en}; ${more} more likewise` },
      },
    ];
  }
}
