/** What a customer's grade is called around its letter: A类, A级客户, Grade A are A. Expects a normalised code. */
const AROUND =
  /^(?:(?:GRADE|CLASS|TIER|LEVEL) )?([A-Z0-9+]{1,8}) ?(?:[类類级級等]|等[级級])?(?:客[户戶]|[会會][员員])?$/;

/** The grade by itself; what has no such form stays as it is. */
export const normaliseGrade = (value: string): string => AROUND.exec(value)?.[1] ?? value;
