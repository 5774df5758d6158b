/** Calls of the figures' board, typed by the server's own routes. */
import type { Figure, JudgedIs } from "@switchyard/flow";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { until, v1 } from "../shell/client.ts";
import { answer } from "../shell/request.ts";
import { toast } from "../shell/toasts.ts";

export interface PartsQuery {
  period: string;
  by: string;
  day?: string;
}

export const figuresApi = {
  list: (period: string, signal: AbortSignal) => answer(v1.figures.$get({ query: { period } }, until(signal))),
  parts: (query: PartsQuery, signal: AbortSignal) => answer(v1.figures.parts.$get({ query }, until(signal))),
  consistency: (period: string, signal: AbortSignal) =>
    answer(v1.figures.consistency.$get({ query: { period } }, until(signal))),
  selfCheck: (signal: AbortSignal) => answer(v1.figures["self-check"].$get({}, until(signal))),
  orders: (id: string, query: { period: string; is: JudgedIs; day?: string }, signal: AbortSignal) =>
    answer(v1.figures[":id"].orders.$get({ param: { id }, query }, until(signal))),
  preview: (figure: Figure, signal: AbortSignal) => answer(v1.figures.preview.$post({ json: figure }, until(signal))),
  put: (figure: Figure) => answer(v1.figures[":id"].$put({ param: { id: figure.id }, json: figure })),
  remove: (id: string) => answer(v1.figures[":id"].$delete({ param: { id } })),
};
export type Figures = Awaited<ReturnType<typeof figuresApi.list>>;
export type FigureParts = Awaited<ReturnType<typeof figuresApi.parts>>;
export type Consistency = Awaited<ReturnType<typeof figuresApi.consistency>>;
export type SelfCheck = Awaited<ReturnType<typeof figuresApi.selfCheck>>;
export type FigureView = Figures["items"][number];

export const figureKeys = {
  all: ["figures"] as const,
  list: (period: string) => ["figures", period] as const,
  orders: (id: string, query: unknown) => ["figures", id, "orders", query] as const,
  parts: (query: PartsQuery) => ["figures", "parts", query] as const,
  consistency: (period: string) => ["figures", "consistency", period] as const,
  selfCheck: ["figures", "self-check"] as const,
  preview: (figure: Figure) => ["figures", "preview", figure] as const,
};

/** Absent fields are absent in JSON; the typed client calls them `| undefined`. */
export const definitionOf = (view: FigureView): Figure | null => view.definition as Figure | null;

/** What changes definitions: the values are asked for anew, and the person hears of it. */
export function useChangeFigures<T>(
  change: (input: T) => Promise<unknown>,
  word: "saved" | "removed",
  done: () => void,
) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: figureKeys.all });
      toast("ok", t(`figures.${word}`));
      done();
    },
  });
}
