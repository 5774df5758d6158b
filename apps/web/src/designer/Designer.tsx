import { type NodeKind, nodeSentence, nodeSpec } from "@switchyard/flow";
import { useSearch } from "@tanstack/react-router";
import { useReactFlow } from "@xyflow/react";
import { Suspense, useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useWalk } from "../guide/use-walk.ts";
import { useAfterFirstLook } from "../shell/after-first-look.ts";
import type { FlowDetail } from "../shell/flow-query.ts";
import { part } from "../shell/part.ts";
import { Loading, Waiting } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useFormat } from "../shell/workspace.ts";
import { withWords } from "../words/load-words.ts";
import { DesignerBar } from "./bar/DesignerBar.tsx";
import { SaveBanner } from "./bar/SaveBanner.tsx";
import { EmptyCanvas } from "./canvas/EmptyCanvas.tsx";
import { FlowCanvas } from "./canvas/FlowCanvas.tsx";
import styles from "./Designer.module.css";
import { DRAWER_PANEL, Drawer, type DrawerTab } from "./drawer/Drawer.tsx";
import { useDrawing, useEditor, useXrayState } from "./drawing.ts";
import { addAfter, addNode, freePlace } from "./editor/commands.ts";
import { warmForms } from "./inspector/forms.ts";
import { NAME_FIELD } from "./inspector/name-field.ts";
import { useDrawingWords } from "./names.ts";
import { HolderBanner } from "./together/HolderBanner.tsx";
import { openByNode, useThreads } from "./together/use-comments.ts";
import { useActions } from "./use-actions.ts";
import { useChecks } from "./use-checks.ts";
import { useKeys } from "./use-keys.ts";
import { logicFindings } from "./xray/findings.ts";
import { useXray } from "./xray/use-xray.ts";

/** Called for while the flow is asked for: it is there once the drawing has been seen. */
export const loadBeside = () => import("./beside.ts");
const Palette = part(async () => ({ default: (await loadBeside()).Palette }));
const Inspector = part(async () => ({ default: (await loadBeside()).Inspector }));
const QuickAdd = part(async () => ({ default: (await loadBeside()).QuickAdd }));
const PublishDialog = part(
  withWords(["panels", "publish", "trial", "versions", "xray"], () => import("./bar/PublishDialog.tsx")),
);
const ContextMenu = part(withWords(["panels"], () => import("./canvas/ContextMenu.tsx")));
const loadFind = () => import("./canvas/FindNode.tsx");
const FindNode = part(loadFind);
const FlowList = part(withWords(["panels", "sentence"], () => import("./canvas/FlowList.tsx")));
const SentenceBar = part(withWords(["sentence"], () => import("./sentence/SentenceBar.tsx")));
const Walk = part(withWords(["guide"], () => import("./walk/Walk.tsx")));
const KeyHelp = part(withWords(["panels"], () => import("./bar/KeyHelp.tsx")));

const IDLE_MS = 2_500;
/** On a phone a flow is read and edited as sentences. */
const NARROW = "(max-width: 760px)";

export type View = "canvas" | "list";
type Dialog = "publish" | "help" | "find" | null;

const focusDrawer = () => focusOnce(() => document.getElementById(DRAWER_PANEL));
const focusForm = () => focusOnce(firstField);
const focusName = () => focusOnce(() => document.getElementById(NAME_FIELD));

const FIELDS = "input:not([disabled], [type=radio]), textarea:not([disabled]), button:not([disabled], [data-handle])";

/**
 * The first thing of the form that can be filled in: how parts go together and their handles are for later. Nothing while the form
 * is being fetched; where a kind has none, the first field of the panel.
 */
function firstField(): HTMLElement | null | undefined {
  const panel = document.querySelector("[data-testid=inspector]");
  const form = panel?.querySelector("[data-form]");
  if (form?.querySelector("[aria-busy]")) return undefined;
  return form?.querySelector<HTMLElement>(FIELDS) ?? panel?.querySelector<HTMLElement>(FIELDS);
}

/** Some seconds of frames: the panel of a kind is fetched when the first card of it is chosen. */
const MOST_FRAMES = 300;

/** Gives it the focus as soon as it is there, unless the focus has gone elsewhere meanwhile. */
function focusOnce(find: () => HTMLElement | null | undefined): void {
  const from = document.activeElement;
  const look = (left: number): void => {
    const field = find();
    if (field) field.focus();
    else if (left > 0 && document.activeElement === from) requestAnimationFrame(() => look(left - 1));
  };
  look(MOST_FRAMES);
}

export function Designer({ detail, onReload }: { detail: FlowDetail; onReload: () => void }) {
  const { editor, canvas, overlay, asked } = useDrawing();
  const format = useFormat();
  const flow = useReactFlow();
  const actions = useActions();
  const looked = useAfterFirstLook();
  const findings = useChecks(looked);
  useXray(detail, looked);
  const found = findings.length + useXrayState((state) => logicFindings(state.report).length);
  const [tab, setTab] = useState<DrawerTab | null>(null);
  const [runGolden, setRunGolden] = useState(false);
  const [view, setView] = useState<View>(() => (window.matchMedia(NARROW).matches ? "list" : "canvas"));
  const [dialog, setDialog] = useState<Dialog>(null);
  const empty = useEditor(({ document }) => document.nodes.length <= 1 && document.edges.length === 0);
  const refusal = useEditor((state) => state.refusal);
  const [saying, setSaying] = useState(false);
  const openSentence = useCallback(() => {
    if (editor.store.getState().readOnly) return;
    setView("canvas");
    setSaying(true);
  }, [editor]);
  const menu = useStore(asked, (state) => state.menu !== null);
  const { threads } = useThreads(detail.id);
  useEffect(() => overlay.setState({ comments: openByNode(threads) }), [threads, overlay]);
  const walk = useWalk(detail.id);
  /** What is asked for from the bar has the next keys. */
  function openTab(wanted: DrawerTab) {
    setTab(wanted);
    focusDrawer();
  }
  const closeDialog = useCallback(() => setDialog(null), []);

  useEffect(() => {
    // Who presses Ctrl F types on at once.
    const warm = () => {
      warmForms();
      void loadFind().catch(() => {});
    };
    const handle = setTimeout(warm, IDLE_MS);
    return () => clearTimeout(handle);
  }, []);

  // Whoever comes for one of its nodes is shown that.
  const { node: wanted } = useSearch({ from: "/flows/$flowId" });
  useEffect(() => {
    if (looked && wanted !== undefined) actions.show(wanted);
  }, [looked, wanted, actions]);

  useEffect(() => {
    if (refusal) toast("warn", format.text(refusal));
  }, [refusal, format]);

  // A trail and counts belong to the drawing as it was.
  useEffect(
    () =>
      editor.store.subscribe((state, before) => {
        const { trail, counts } = overlay.getState();
        if (state.document !== before.document && (trail || counts)) overlay.setState({ trail: null, counts: null });
      }),
    [editor, overlay],
  );

  function add(kind: NodeKind) {
    const document = editor.store.getState().document;
    const { nodes } = canvas.store.getState().selection;
    const after = nodes.length === 1 && nodes[0] !== undefined ? addAfter(document, nodes[0], kind) : null;
    const box = window.document.querySelector("[data-testid=canvas]")?.getBoundingClientRect();
    const centre = box ? { x: box.x + box.width / 2 - 120, y: box.y + box.height / 2 - 60 } : { x: 0, y: 0 };
    const added = after ?? addNode(document, kind, freePlace(document, flow.screenToFlowPosition(centre)));
    if (!editor.apply(added.operation)) return;
    actions.show(added.id);
  }

  useKeys({
    openFind: () => setDialog("find"),
    openHelp: () => setDialog("help"),
    openSentence,
    open: focusForm,
    rename: focusName,
    escape() {
      const { add, menu } = asked.getState();
      if (add || menu) asked.setState({ add: null, menu: null });
      else if (dialog) setDialog(null);
      else if (overlay.getState().trail || overlay.getState().counts) overlay.setState({ trail: null, counts: null });
      else actions.clear();
    },
  });

  return (
    <div className={styles.designer}>
      <DesignerBar
        detail={detail}
        findings={findings}
        found={found}
        view={view}
        onView={setView}
        saying={saying}
        onSentence={openSentence}
        onCheck={() => openTab("problems")}
        onTry={() => openTab("try")}
        onPublish={() => setDialog("publish")}
        onHelp={() => setDialog("help")}
      />
      <div className={styles.banners}>
        <HolderBanner flowId={detail.id} onReload={onReload} />
        <SaveBanner onReload={onReload} />
        <Suspense fallback={null}>{walk ? <Walk flow={detail.id} step={walk} /> : null}</Suspense>
      </div>
      <div className={styles.rooms}>
        <Suspense fallback={<div />}>{looked ? <Palette onAdd={add} /> : <div />}</Suspense>
        <div className={styles.middle}>
          <div className={styles.canvas}>
            {view === "list" ? (
              <Suspense fallback={<Loading isPart />}>
                <FlowList onOpen={focusForm} />
              </Suspense>
            ) : (
              <FlowCanvas />
            )}
            {empty && !saying ? <EmptyCanvas /> : null}
            <Suspense fallback={null}>{saying ? <SentenceBar onClose={() => setSaying(false)} /> : null}</Suspense>
            <Suspense fallback={null}>{dialog === "find" ? <FindNode onClose={closeDialog} /> : null}</Suspense>
          </div>
          <Drawer
            flowId={detail.id}
            tab={tab}
            runGolden={runGolden}
            onTab={(next) => {
              setRunGolden(false);
              setTab(next);
            }}
            findings={findings}
            found={found}
          />
        </div>
        <Suspense fallback={<div />}>{looked ? <Inspector /> : <div />}</Suspense>
      </div>
      <Suspense
        fallback={
          <div className={styles.opening}>
            <Waiting />
          </div>
        }
      >
        {dialog === "publish" ? (
          <PublishDialog
            detail={detail}
            findings={findings}
            onClose={closeDialog}
            onOpenTry={() => {
              closeDialog();
              setTab("try");
            }}
            onOpenGolden={() => {
              setRunGolden(true);
              setTab("golden");
            }}
          />
        ) : null}
        {dialog === "help" ? <KeyHelp onClose={closeDialog} /> : null}
      </Suspense>
      <Suspense fallback={null}>{looked ? <QuickAdd /> : null}</Suspense>
      <Suspense fallback={null}>{menu ? <ContextMenu onOpen={focusForm} onRename={focusName} /> : null}</Suspense>
      <Announcer />
    </div>
  );
}

/** Says the selection to a screen reader. */
function Announcer() {
  const { editor, canvas } = useDrawing();
  const { names, format } = useDrawingWords();
  const { t } = useTranslation();
  const [said, setSaid] = useState("");
  useEffect(
    () =>
      canvas.store.subscribe(({ selection }, before) => {
        if (selection === before.selection) return;
        const node = editor.store.getState().document.nodes.find((one) => one.id === selection.nodes[0]);
        if (!node) return setSaid("");
        const kind = format.text(nodeSpec(node.kind).label);
        const sentence = format.text(nodeSentence(node, names));
        setSaid(`${t("canvas.selected")} ${t("canvas.node", { kind, name: node.name ?? "", sentence })}`);
      }),
    [editor, canvas, names, format, t],
  );
  return (
    <output className="visually-hidden" aria-live="polite">
      {said}
    </output>
  );
}
