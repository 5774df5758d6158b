import { Button, type ButtonProps, Tooltip } from "antd";

/** A button that is an icon alone: it is read out by its label, and says that, or more, to who points at it. */
export function IconButton({ label, hint = label, ...rest }: ButtonProps & { label: string; hint?: string }) {
  return (
    <Tooltip title={hint}>
      <Button type="text" aria-label={label} {...rest} />
    </Tooltip>
  );
}
