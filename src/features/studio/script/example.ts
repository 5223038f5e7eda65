/** Four voices, two chapters, feelings and pauses: everything a script can do, short enough to be heard at once. */
export const EXAMPLE_SCRIPT = `# The lighthouse

## The visitor

Narrator: The rain had not stopped for three days. [pause 0.4s] On the fourth, somebody knocked.
Anna: (surprised 0.6)Who is out there in this weather?
Robert: (breathy)A man with wet shoes, and a letter that is not for him.
Anna: Then come in, before the letter drowns as well.

## The letter

Narrator (narrate): They read it by the lamp, one line each.
Anna: “When the light goes out, count to *nine*.”
Robert (whisper): And what happens at ten?
Anna: (happy 0.5)[laugh] Nobody has ever counted that far.
`;
