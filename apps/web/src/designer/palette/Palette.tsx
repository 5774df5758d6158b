import { SearchOutlined } from "@ant-design/icons";
import type { NodeKind, NodeSpec } from "@switchyard/flow";
import { Input, Tooltip } from "antd";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import type { Format } from "../../words/format.ts";
import { kindIcons } from "../canvas/kind-icons.ts";
import { useEditor } from "../drawing.ts";
import { KIND_TYPE } from "./drag-kind.ts";
import { FAMILIES, matchesSearch, offered } from "./families.ts";
import styles from "./Palette.module.css";

export function Palette({ onAdd }: { onAdd: (kind: NodeKind) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const readOnly = useEditor((state) => state.readOnly);
  const [search, setSearch] = useState("");
  const found = offered.filter((spec) => matchesSearch(spec, search));
  return (
    <aside className={styles.palette} aria-label={t("palette.label")} data-testid="palette">
      <Input
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t("palette.search")}
        aria-label={t("palette.search")}
        allowClear
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className={styles.list}>
        {FAMILIES.map((family) => {
          const specs = found.filter((spec) => spec.family === family);
          if (specs.length === 0) return null;
          return (
            <section key={family} aria-label={t(`family.${family}`)}>
              <h2>{t(`family.${family}`)}</h2>
              {specs.map((spec) => (
                <PaletteItem key={spec.kind} {...{ spec, onAdd, format, readOnly }} />
              ))}
            </section>
          );
        })}
        {found.length === 0 ? <p className={styles.none}>{t("palette.none", { search })}</p> : null}
      </div>
      <p className={styles.hint}>{t("palette.hint")}</p>
    </aside>
  );
}

interface ItemProps {
  spec: NodeSpec;
  format: Format;
  readOnly: boolean;
  onAdd: (kind: NodeKind) => void;
}

function PaletteItem({ spec, format, readOnly, onAdd }: ItemProps) {
  const Icon = kindIcons[spec.kind];
  const start = (event: DragEvent) => {
    event.dataTransfer.setData(KIND_TYPE, spec.kind);
    event.dataTransfer.effectAllowed = "copy";
  };
  return (
    <Tooltip title={format.text(spec.help)} placement="right" mouseEnterDelay={0.5}>
      <button
        type="button"
        className={styles.item}
        data-family={spec.family}
        data-testid={`palette-${spec.kind}`}
        draggable={!readOnly}
        disabled={readOnly}
        onDragStart={start}
        onClick={() => onAdd(spec.kind)}
      >
        <span className={styles.icon} aria-hidden>
          <Icon aria-hidden />
        </span>
        {format.text(spec.label)}
      </button>
    </Tooltip>
  );
}
