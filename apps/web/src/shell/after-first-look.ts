import { startTransition, useEffect, useState } from "react";

/** False until a frame with what stands there has been shown; what a first look does without is drawn after it. */
export function useAfterFirstLook(): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    let handle = requestAnimationFrame(() => {
      handle = requestAnimationFrame(() => startTransition(() => setSeen(true)));
    });
    return () => cancelAnimationFrame(handle);
  }, []);
  return seen;
}
