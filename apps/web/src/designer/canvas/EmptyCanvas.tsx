/** The first canvas teaches: the example of the day as a start, one click away. */
import { type FlowNode, nodeSpec, type Operation } from "@switchyard/flow";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../shell/workspace.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { freshId } from "../editor/ids.ts";
import { useActions } from "../use-actions.ts";
import styles from "./EmptyCanvas.module.css";

/** Received → (style starts with FJ and due within 3 days) → first line, otherwise second line. */
function exampleFlow(start: FlowNode | undefined, destinations: readonly string[]): Operation {
  const ids = { start: start?.id ?? freshId("n"), ask: freshId("n"), fast: freshId("n"), normal: freshId("n") };
  const [fast = "", normal = ""] = destinations;
  const edge = (from: string, port: string, to: string) => ({ id: freshId("e"), from, port, to });
  const place = (x: number, y: number) => ({ x: (start?.position.x ?? 0) + x, y: (start?.position.y ?? 80) - 80 + y });
  return {
    type: "add_nodes",
    nodes: [
      ...(start ? [] : [nodeSpec("order_received").create(ids.start, place(0, 80))]),
      {
        id: ids.ask,
        kind: "condition",
        position: place(368, 80),
        missing: "not_met",
        when: {
          type: "group",
          match: "all",
          parts: [
            { type: "comparison", fact: "style_code", operator: "starts_with", value: "FJ" },
            { type: "comparison", fact: "due_in_days", operator: "le", value: 3 },
          ],
        },
      },
      { id: ids.fast, kind: "route", position: place(736, 8), destination: fast },
      { id: ids.normal, kind: "route", position: place(736, 152), destination: normal },
    ],
    edges: [edge(ids.start, "next", ids.ask), edge(ids.ask, "met", ids.fast), edge(ids.ask, "not_met", ids.normal)],
  };
}

export function EmptyCanvas() {
  const { editor } = useDrawing();
  const { t } = useTranslation();
  const actions = useActions();
  const workspace = useWorkspace();
  const readOnly = useEditor((state) => state.readOnly);
  if (readOnly) return null;
  const start = () => {
    const trigger = editor.store.getState().document.nodes.find((node) => node.kind === "order_received");
    if (editor.apply(exampleFlow(trigger, workspace?.destinations.map((one) => one.id) ?? [])))
      requestAnimationFrame(actions.fit);
  };
  return (
    <div className={styles.empty} data-testid="empty-canvas">
      <h2>{t("emptyCanvas.title")}</h2>
      <ol>
        <li>{t("emptyCanvas.first")}</li>
        <li>{t("emptyCanvas.second")}</li>
        <li>{t("emptyCanvas.third")}</li>
      </ol>
      <Button type="primary" onClick={start}>
        {t("emptyCanvas.example")}
      </Button>
      <p className="quiet">{t("emptyCanvas.keys")}</p>
    </div>
  );
}
