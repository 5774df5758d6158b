/** What the sandbox shows stands in its address. */
interface SandboxSearch {
  flow?: string;
  replay?: string;
  /** Empty: the workspace's own orders. */
  dataset?: string;
}

export const readSandboxSearch = (search: Record<string, unknown>): SandboxSearch => ({
  ...(typeof search.flow === "string" ? { flow: search.flow } : {}),
  ...(typeof search.replay === "string" ? { replay: search.replay } : {}),
  ...(typeof search.dataset === "string" ? { dataset: search.dataset } : {}),
});
