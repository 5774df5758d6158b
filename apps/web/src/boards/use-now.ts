import { useEffect, useState } from "react";

/** The present instant by the server's clock, once a second. `at`: what that clock said when the answer came that is shown. */
export function useNow(at: number | undefined, answeredAt: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return at === undefined ? now : at + Math.max(0, now - answeredAt);
}
