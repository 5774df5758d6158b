import { type ComponentProps, Suspense } from "react";
import type { Confirm } from "./Confirm.tsx";
import { part } from "./part.ts";

type Props = ComponentProps<typeof Confirm>;
const Asked = part<Props>(async () => ({ default: (await import("./Confirm.tsx")).Confirm }));

/** `Confirm` for what a page shows at once: the button is there from the start, what asks is fetched after the page. */
export function ConfirmLater(props: Props) {
  return (
    <Suspense fallback={props.children}>
      <Asked {...props} />
    </Suspense>
  );
}
