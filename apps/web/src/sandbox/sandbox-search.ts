/** How a run is looked at; one is always open, the canvas first. */
export const VIEWS = ["canvas", "differences", "comparison", "sweep"] as const;
export type View = (typeof VIEWS)[number];

/** What the sandbox shows stands in its address. */
interface SandboxSearch {
  flow?: string;
  replay?: string;
  /** Empty: the workspace's own orders. */
  dataset?: string;
  view?: View;
}

const isView = (value: unknown): value is View => VIEWS.some((view) => view === value);

export const readSandboxSearch = (search: Record<string, unknown>): SandboxSearch => ({
  ...(typeof search.flow === "string" ? { flow: search.flow } : {}),
  ...(typeof search.replay === "string" ? { replay: search.replay } : {}),
  ...(typeof search.dataset === "string" ? { dataset: search.dataset } : {}),
  ...(isView(search.view) ? { view: search.view } : {}),
});
