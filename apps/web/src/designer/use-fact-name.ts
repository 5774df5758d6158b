import { useDrawingWords } from "./names.ts";

/** What a fact is called here: in the catalogue, among the workspace's own fields, or by what the drawing declares. */
export function useFactName(): (fact: string) => string {
  const { names, format } = useDrawingWords();
  return (fact) => {
    const label = names.fact?.(fact)?.label;
    return label === undefined ? fact : format.text(label);
  };
}
