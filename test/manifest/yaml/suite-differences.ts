/**
 * Cases of the YAML test suite (github.com/yaml/yaml-test-suite, branch `data`) in which kubectl's library, goyaml.v2,
 * is of another mind than YAML 1.2, and so is our reader. Each was given to kubectl 1.32.4 (`kubectl label --local`);
 * where that is of a third mind, the reason says so.
 */
export const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  'goyaml.v2 takes %YAML 1.1 only': ['27NA', '6ZKB', '9DXL', 'BEC7', 'DK95/07', 'RTP8', 'W4TN'],
  'goyaml.v2 refuses directives that it does not know': ['2LFX', '6LVF', 'MUS6/05', 'MUS6/06'],
  'kubectl cuts the text at --- first, and nothing follows the directives': [
    ...['5TYM', '6CK3', 'CC74', 'MUS6/02', 'MUS6/03', 'MUS6/04', 'P76L', 'U3C3', 'Z9M4'],
  ],
  'a piece between two --- that is nothing but the mark ... has no content': ['HWV9', 'QT73'],
  'kubectl reads the first document of a piece and drops what stands behind it': [
    ...['3HFZ', '4H7K', '7Z25', 'BS4K', 'EB22', 'KS4U', 'M7A3', 'QLJ7', 'RHX7', '9HCY'],
  ],
  'kubectl refuses --- with something behind it, which our earlier stage takes apart': [
    ...['35KP', 'DK3J', 'FP8R', 'KSS4', 'L383'],
  ],
  'a key of JSON is a text: no list, no mapping, no null': [
    ...['2SXE', '4FJ6', '6BFJ', '6PBE', '9MMW', 'DFF7', 'FH7J', 'KK5P', 'LX3P', 'M2N8/01', 'M5DY', 'PW8X'],
    ...['Q9WF', 'RZP5', 'SBG9', 'V9D5', 'X38W', 'XW4D'],
  ],
  'goyaml.v2 wants a key before the colon of a block mapping': [
    ...['2JQS', '6M2F', 'M2N8/00', 'NHX8', 'NKF9', 'S3PD', 'SM9W/01', 'UKK6/00'],
  ],
  'in brackets and braces goyaml.v2 takes every : and ? for an indicator': [
    ...['58MP', '5T43', 'CFD4', 'DBG4', 'FRK4', 'HM87/00', 'HM87/01', 'JR7V'],
  ],
  'the same, but kubectl takes a text that begins with { for JSON and refuses it sooner': ['652Z'],
  'a key in brackets and braces ends in its line': [
    ...['4MUZ/02', '5MUD', '9SA2', 'K3WX', 'NJ66', 'UT92', 'VJP3/01', 'WZ62'],
  ],
  'goyaml.v2 allows no tab where a token or an indentation may begin': [
    ...['6BCT', '6CA3', '96NN/00', '96NN/01', 'A2M4', 'DK95/00', 'DK95/03', 'DK95/04', 'R4YG', 'Y79Y/001'],
    'Y79Y/010',
  ],
  'the same, but kubectl takes a tab and { for JSON': ['Q5MG'],
  'goyaml.v2 takes a tab there': ['DK95/01', 'Y79Y/003'],
  'goyaml.v2 knows no such escape': ['3UYS'],
  "goyaml.v2 knows the escape \\'": ['HRE5'],
  'an anchor of goyaml.v2 is made of letters, digits, - and _': ['8XYN', 'W5VH', 'Y2GN'],
  'goyaml.v2 takes a comma for a part of a tag': ['U99R'],
  'goyaml.v2 needs no blank in front of a comment there': ['9JBA', 'CVW2', 'SU5Z', 'X4QW'],
  'goyaml.v2 does not ask for indentation inside brackets and quotes': ['9C9N', 'QB6E'],
  'goyaml.v2 takes a dash in brackets for a text': ['G5U8', 'YJV2'],
  'goyaml.v2 allows blank lines deeper than the first line of a block scalar': ['S98Z'],
  'YAML 1.1: a key y is true': ['C4HZ'],
  'goyaml.v2 decodes !!binary': ['565N'],
};
