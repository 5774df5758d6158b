/** A flow with its draft: asked for by the page's address ahead of the designer, and by the designer. */
import { api } from "./api.ts";
import { keys } from "./query.ts";

export const flowQuery = (id: string) => ({
  queryKey: keys.flow(id),
  queryFn: ({ signal }: { signal: AbortSignal }) => api.flow(id, signal),
});
