/** A text field that keeps an input method's half-typed letters to itself until the word is chosen. */
import { Input, type InputProps, type InputRef } from "antd";
import { type Ref, useEffect, useRef, useState } from "react";

type Passed = Omit<InputProps, "value" | "onChange" | "ref">;

interface TextFieldProps extends Passed {
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  inputRef?: Ref<InputRef>;
}

export function TextField({ value, onChange, rows, inputRef, ...passed }: TextFieldProps) {
  const [typed, setTyped] = useState(value);
  const composing = useRef(false);
  useEffect(() => {
    if (!composing.current) setTyped(value);
  }, [value]);
  const change = (next: string) => {
    setTyped(next);
    if (!composing.current) onChange(next);
  };
  const shared = {
    value: typed,
    onCompositionStart: () => {
      composing.current = true;
    },
    onCompositionEnd: (event: { currentTarget: { value: string } }) => {
      composing.current = false;
      change(event.currentTarget.value);
    },
  };
  if (rows !== undefined) {
    const { className, id, placeholder, disabled, maxLength } = passed;
    return (
      <Input.TextArea
        {...shared}
        rows={rows}
        aria-label={passed["aria-label"]}
        className={className === undefined ? "grows" : `grows ${className}`}
        {...(id === undefined ? {} : { id })}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(disabled === undefined ? {} : { disabled })}
        {...(maxLength === undefined ? {} : { maxLength })}
        onChange={(event) => change(event.target.value)}
      />
    );
  }
  return (
    <Input
      {...passed}
      {...shared}
      {...(inputRef ? { ref: inputRef } : {})}
      onChange={(event) => change(event.target.value)}
    />
  );
}
