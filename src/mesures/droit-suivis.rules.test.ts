import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import type { CleNature } from './nature.referentiel.ts'
import { natures } from './nature.referentiel.ts'
import { versionLe } from './regle.rules.ts'

const regle = (nature: CleNature, cle: string, le: Jour) => {
  const trouvee = natures[nature].regles?.find(r => r.id === `${nature}.${cle}`)
  if (!trouvee) throw new Error(`${nature}.${cle} ?`)
  return versionLe(trouvee.droit, le)
}

describe('Les peines qu’un aménagement peut exécuter', () => {
  it.each([
    ['semi_liberte', '2016-07-21', false],
    ['semi_liberte', '2016-07-22', true],
    ['placement_exterieur', '2016-07-22', true],
  ] as const)('CPP 723-1, al. 3, depuis le 22 juillet 2016 : %s le %s, le terrorisme est exclu (%s)', (nature, le, exclu) => {
    const { value, source } = regle(nature, 'seuil_jap', le)
    expect(value).toMatch(exclu ? /^Peine ou reste de deux ans au plus, un an en récidive légale\. Terrorisme exclu/ : /récidive légale\.$/)
    expect(source).toMatchObject({ article: '723-1', confiance: 'lu' })
  })
  it('CPP 723-7, al. 1 : deux ans au plus, un an en récidive légale du 26 novembre 2009 au 24 mars 2019, deux ans pour tous ensuite', () => {
    expect(regle('placement_surveillance_electronique', 'seuil_jap', '2019-03-24').value).toContain('un an en récidive légale')
    for (const [nature, le] of [
      ['placement_surveillance_electronique', '2019-03-25'],
      ['ddse_amenagement', '2026-01-01'],
    ] as const)
      expect(regle(nature, 'seuil_jap', le)).toMatchObject({
        value: expect.stringMatching(/^Peine ou reste de deux ans au plus\./),
        source: { confiance: 'lu' },
      })
  })
})
