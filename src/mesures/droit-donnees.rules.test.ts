import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { nExistePas, type Regle } from '../platform/law.ts'
import { communications } from './referentiel/communications.referentiel.ts'
import { donnees, publics } from './referentiel/donnees.referentiel.ts'
import { missions } from './referentiel/missions.referentiel.ts'
import { citer, sourceDe, valeurLe, versionLe } from './regle.rules.ts'

const regles: readonly Regle<string>[] = [...communications, ...donnees, ...publics, ...missions]
function regle(id: string): Regle<string> {
  const trouvee = regles.find(r => r.id === id)
  if (!trouvee) throw new Error(`no rule ${id}`)
  return trouvee
}
const dit = (id: string, le: Jour) => valeurLe(regle(id), le, 'droit')
const cite = (id: string, le: Jour) => citer(sourceDe(regle(id), le, 'droit'), le)

describe('Ce que le SPIP peut transmettre (D9)', () => {
  it('CSI L132-10-1 : l’état-major de sécurité reçoit des informations depuis le 1er octobre 2014, plus rien le 25 septembre 2016, de nouveau le 2 mars 2017', () => {
    const id = 'donnees.communication.conseil_local_suivi'
    expect(versionLe(regle(id).droit, '2014-09-30').value).toBe(nExistePas)
    expect(dit(id, '2014-10-01')).toContain('toute information qu’il juge utile')
    expect(versionLe(regle(id).droit, '2016-09-25').value).toBe(nExistePas)
    expect(dit(id, '2017-03-02')).toContain('tenu au secret professionnel')
    expect(cite(id, '2026-11-30').article).toMatch(/^L132-10-1/)
  })
  it('CSI L863-2 : aux services de renseignement depuis le 3 octobre 2015, à leur seule demande depuis le 31 juillet 2021', () => {
    const id = 'donnees.communication.renseignement'
    expect([dit(id, '2015-10-02'), dit(id, '2015-10-03')?.slice(0, 24)]).toEqual([
      null,
      'De sa propre initiative ',
    ])
    expect([dit(id, '2021-07-30')?.slice(0, 24), dit(id, '2021-07-31')?.slice(0, 27)]).toEqual([
      'De sa propre initiative ',
      'À la demande d’un service, ',
    ])
  })
  it('CPP 60-1, 77-1-1, 99-3 : à une réquisition, le secret professionnel ne s’oppose pas sans motif légitime', () => {
    for (const cle of ['flagrance', 'preliminaire', 'information'])
      expect(dit(`donnees.communication.requisition_${cle}`, '2026-11-30')).toContain(
        'n’oppose pas le secret professionnel sans motif légitime',
      )
  })
  it('Loi 2007-1545, art. 8-1 : au Contrôleur général, quatre secrets seulement sont opposables', () => {
    expect(dit('donnees.communication.controleur', '2026-11-30')).toContain(
      'celui de l’avocat avec son client',
    )
  })
})

describe('Les missions du SPIP sous leur numéro de 2022 (CPén D112-35 à D522-3)', () => {
  it.each([
    ['departement', 'D572, al. 1 et 2', 'D112-35'],
    ['acces_aux_droits', 'D573, al. 1', 'D113-62, al. 1'],
    ['continuite', 'D573, al. 2', 'D522-3'],
    ['aide_materielle', 'D573, al. 3', 'D113-59'],
    ['enquetes', 'D574, al. 1', 'D113-41, al. 1'],
    ['controle_judiciaire', 'D574, al. 2', 'D113-41, al. 2'],
    ['milieu_ouvert', 'D574, al. 3', 'D113-36, al. 1'],
    ['amenagements', 'D575, al. 3', 'D113-43'],
    ['rapports', 'D575, al. 4 et 5', 'D113-44'],
  ] as const)('%s : CPP %s jusqu’au 30 avril 2022, puis CPén %s', (id, avant, apres) => {
    expect(cite(`missions.${id}`, '2022-04-30')).toMatchObject({
      texte: 'code de procédure pénale',
      article: avant,
    })
    expect(cite(`missions.${id}`, '2022-05-01')).toMatchObject({
      texte: 'code pénitentiaire',
      article: apres,
    })
  })
  it('CPP D581, puis CPén D113-45 : le secret, qui ne s’oppose pas au juge sauf confidences', () => {
    expect(cite('donnees.secret', '2022-05-01').article).toBe('D113-45')
    expect(dit('donnees.secret', '2026-11-30')).toContain(
      'sauf pour ce qui a été reçu en confidence',
    )
  })
  it('CPP 712-1 : les juges sont avisés des modalités de prise en charge depuis le 1er octobre 2014, pas avant', () => {
    expect([
      dit('missions.prise_en_charge', '2014-09-30'),
      dit('missions.prise_en_charge', '2014-10-01')?.slice(0, 27),
    ]).toEqual([null, 'Il définit et met en œuvre '])
  })
})

describe('Les victimes et les données (D3, D10)', () => {
  it('CPP 706-15-4 : un bureau d’aide aux victimes dans chaque tribunal depuis le 1er octobre 2014 ; avant, il pouvait y en avoir un (D47-6-15)', () => {
    const id = 'donnees.victimes.bureau_partout'
    expect(versionLe(regle(id).droit, '2014-09-30').value).toBe(nExistePas)
    expect(dit(id, '2014-10-01')).toContain('Chaque tribunal')
  })
  it('CPP R57-4-4 : les données d’une personne sans mesure ne se gardent plus depuis le 11 avril 2014 (Conseil d’État)', () => {
    expect(dit('donnees.sans_mesure', '2014-04-10')).toContain('Cinq ans')
    expect(dit('donnees.sans_mesure', '2014-04-11')).toBeNull()
  })
})
