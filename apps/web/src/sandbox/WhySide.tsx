/** Why an order was decided as it was, on one side of a run: its decisions, and where they first part from the other side's. */
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import { apartFrom } from "../why/apart.ts";
import { WhyPath } from "../why/WhyPath.tsx";
import type { Why } from "./sandbox-api.ts";

export function WhySide({ of, side }: { of: UseQueryResult<{ why: Why }>; side: "before" | "after" }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (of.isPending) return <Loading label={t("differences.again")} />;
  if (of.isError) return <Failure of={of} />;
  const decisions = of.data.why[side];
  if (decisions.length === 0) return <p className="quiet">{t("outcome.undecided")}</p>;
  const other = of.data.why[side === "before" ? "after" : "before"];
  const beside = other.flatMap(({ explanation }) => explanation.steps);
  // What comes after that is another story anyway. Beside nothing, nothing parts.
  const parting =
    other.length === 0 ? -1 : decisions.findIndex(({ explanation: { steps } }) => apartFrom(steps, beside).size > 0);
  return decisions.map(({ at, explanation }, index) => (
    <section key={at}>
      <p className="quiet">{format.dateTime(at)}</p>
      <WhyPath steps={explanation.steps} {...(index === parting ? { beside } : {})} />
    </section>
  ));
}
