/** The library: templates that are shipped, and those of this workspace; a file is looked at before it is taken in. */
import { UploadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { May } from "../shell/May.tsx";
import { Screen } from "../shell/Screen.tsx";
import { Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import { BundleDialog } from "./BundleDialog.tsx";
import { BundleSection } from "./BundleSection.tsx";
import { ImportDialog } from "./ImportDialog.tsx";
import styles from "./Templates.module.css";
import { type Source, type TemplateList, templateKeys, templatesApi } from "./templates-api.ts";

export function TemplatesPage() {
  const { t } = useTranslation();
  const list = useQuery({ queryKey: templateKeys.list, queryFn: ({ signal }) => templatesApi.list(signal) });
  const [source, setSource] = useState<Source | null>(null);
  const [bundle, setBundle] = useState<string | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const choose = (
    <May permission="flows.edit">
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        data-testid="template-file"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          event.target.value = "";
          if (chosen) void chosen.text().then((text) => (isBundle(text) ? setBundle(text) : setSource({ text })));
        }}
      />
      <Button type="primary" icon={<UploadOutlined aria-hidden />} onClick={() => file.current?.click()}>
        {t("templates.import")}
      </Button>
    </May>
  );

  function content() {
    if (list.isPending) return <Loading />;
    if (list.isError) return <Failure of={list} />;
    const { items, library } = list.data;
    return (
      <div className={styles.sections}>
        <section>
          <h2>{t("templates.mine")}</h2>
          {items.length === 0 ? <p className="quiet">{t("templates.mineEmpty")}</p> : null}
          <ul className={styles.cards}>
            {items.map((one) => (
              <li key={one.id} className={styles.card} data-testid={`template-${one.id}`}>
                <Link to="/templates/$templateId" params={{ templateId: one.id }}>
                  <Head one={one} />
                </Link>
                <footer>
                  <Tag>{t("templates.uses", { n: one.uses })}</Tag>
                  <a href={templatesApi.fileAddress(one.id)} download>
                    {t("templates.download")}
                  </a>
                </footer>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2>{t("templates.library")}</h2>
          <ul className={styles.cards}>
            {library.map((one) => (
              <li key={one.id} className={styles.card} data-testid={`library-${one.id}`}>
                <Head one={one} />
                <footer>
                  {one.taken === null ? null : <Tag color="green">{t("templates.taken", { version: one.taken })}</Tag>}
                  <Button size="small" onClick={() => setSource({ library: one.id })}>
                    {t("templates.look")}
                  </Button>
                </footer>
              </li>
            ))}
          </ul>
        </section>
        <BundleSection onImport={() => file.current?.click()} />
      </div>
    );
  }

  return (
    <Screen bare title={t("templates.title")} hint={t("templates.hint")} actions={choose}>
      {content()}
      {source === null ? null : <ImportDialog source={source} onClose={() => setSource(null)} />}
      {bundle === null ? null : <BundleDialog text={bundle} onClose={() => setBundle(null)} />}
    </Screen>
  );
}

/** What the file says that it is; everything else about it is the server's to judge. */
const isBundle = (text: string): boolean => /"format":\s*"switchyard-bundle"/.test(text.slice(0, 2000));

function Head({ one }: { one: TemplateList["items"][number] | TemplateList["library"][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <h3>{format.text(one.name)}</h3>
      <p>{format.text(one.description)}</p>
      <p className="quiet">
        {t("templates.about", { version: one.version, parameters: one.parameters, golden: one.golden })}
      </p>
    </>
  );
}
