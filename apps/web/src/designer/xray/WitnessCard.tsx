/** 为证明此事而造的订单: the order that shows a finding, one click from 试运行. */
import { PlayCircleOutlined } from "@ant-design/icons";
import type { Witness } from "@switchyard/analysis";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat, useWorkspace } from "../../shell/workspace.ts";
import { useDrawing } from "../drawing.ts";
import { tryOutOf, witnessFields, witnessLines } from "./witness.ts";
import styles from "./Xray.module.css";

const SHOWN = 7;

interface WitnessCardProps {
  witness: Witness;
  /** After it was handed to 试运行; left out where it is open there already. */
  onOpen?: (() => void) | undefined;
}

export function WitnessCard({ witness, onOpen }: WitnessCardProps) {
  const { t } = useTranslation();
  const { tryOut } = useDrawing();
  return (
    <div className={styles.witness} data-alone={onOpen === undefined || undefined} data-testid="witness">
      <WitnessFields witness={witness} />
      {onOpen ? (
        <Button
          size="small"
          icon={<PlayCircleOutlined aria-hidden />}
          onClick={() => {
            tryOut.setState(tryOutOf(witness), true);
            onOpen();
          }}
        >
          {t("xray.openInTry")}
        </Button>
      ) : null}
    </div>
  );
}

function WitnessFields({ witness }: { witness: Witness }) {
  const { t } = useTranslation();
  const format = useFormat();
  const fields = witnessFields(witness, useWorkspace()?.settings.customFields ?? []);
  const { lines, pieces } = witnessLines(witness);
  return (
    <div className={styles.made}>
      <p>
        <b>{t("xray.made")}</b>{" "}
        <span title={format.exact(witness.at)}>{t("xray.at", { at: format.dateTime(witness.at) })}</span>
        {witness.before > 0 ? <span>{t("xray.before", { n: witness.before })}</span> : null}
      </p>
      <ul>
        {fields.slice(0, SHOWN).map(({ name, label, value }) => (
          <li key={name}>
            {format.text(label)} <b>{value}</b>
          </li>
        ))}
        {fields.length > SHOWN ? <li>{t("canvas.more", { n: fields.length - SHOWN })}</li> : null}
        {lines > 0 ? <li>{t("xray.lines", { lines, pieces })}</li> : null}
      </ul>
      <p className={styles.confirms}>{format.text(witness.confirms)}</p>
    </div>
  );
}
