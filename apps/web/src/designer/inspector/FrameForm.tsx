import { InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import type { FormProps } from "./forms.ts";
import styles from "./Inspector.module.css";

const SIDES = [
  ["width", 160],
  ["height", 100],
] as const;

/** A frame is drawn larger with the mouse, or by numbers. */
export default function FrameForm({ node, readOnly, update }: FormProps<"frame">) {
  const { t } = useTranslation();
  return SIDES.map(([side, least]) => (
    <Field key={side} label={t(`frame.${side}`)}>
      {(id) => (
        <InputNumber
          id={id}
          className={styles.wide ?? ""}
          aria-label={t(`frame.${side}`)}
          min={least}
          max={20_000}
          step={8}
          disabled={readOnly}
          value={Math.round(node[side])}
          onChange={(value) => value !== null && update({ ...node, [side]: value }, side)}
        />
      )}
    </Field>
  ));
}
