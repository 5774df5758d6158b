/** `HH:MM`. The browser's own field says 10:00 PM in some languages, and calls the end of a day, 24:00, its beginning. */
interface TimeFieldProps {
  label: string;
  value: string;
  disabled?: boolean;
  onChange: (value: string) => void;
}

export function TimeField({ label, value, disabled = false, onChange }: TimeFieldProps) {
  return (
    <input
      type="text"
      inputMode="numeric"
      pattern="([01]\d|2[0-4]):[0-5]\d"
      maxLength={5}
      size={5}
      aria-label={label}
      disabled={disabled}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
