import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { refusDAuteur } from './competence.rules.ts'
import type { Definition } from './definition.rules.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { faits, rapports, suivi } from './mesure.builder.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { transitionDe } from './passage.rules.ts'
import { citer, versionLe } from './regle.rules.ts'

const regle = (nature: CleNature, cle: string, le: Jour) => {
  const trouvee = natures[nature].regles?.find(r => r.id === `${nature}.${cle}`)
  if (!trouvee) throw new Error(`${nature}.${cle} ?`)
  return versionLe(trouvee.droit, le)
}
const seuil = (nature: CleNature, le: Jour) => {
  const trouve = (natures[nature] as Definition).seuils?.find(s => s.par === 'jap')
  if (!trouve) throw new Error(`${nature} : seuil ?`)
  return versionLe(trouve.regle.droit, le)
}

describe('Les peines qu’un aménagement peut exécuter', () => {
  it.each([
    ['semi_liberte', '2016-07-21', false],
    ['semi_liberte', '2016-07-22', true],
    ['placement_exterieur', '2016-07-22', true],
  ] as const)(
    'CPP 723-1, al. 3, depuis le 22 juillet 2016 : %s le %s, le terrorisme est exclu (%s)',
    (nature, le, exclu) => {
      const { value, source } = seuil(nature, le)
      expect(value).toEqual({
        seuilMois: 24,
        recidiveMois: 12,
        ...(exclu && { note: 'Terrorisme exclu, sauf apologie et consultation.' }),
      })
      expect(source).toMatchObject({ article: '723-1', confiance: 'lu' })
    },
  )
  it('CPP 723-7, al. 1 : deux ans au plus, un an en récidive légale du 26 novembre 2009 au 24 mars 2019, deux ans pour tous ensuite', () => {
    expect(seuil('placement_surveillance_electronique', '2019-03-24').value).toEqual({
      seuilMois: 24,
      recidiveMois: 12,
    })
    for (const [nature, le] of [
      ['placement_surveillance_electronique', '2019-03-25'],
      ['ddse_amenagement', '2026-01-01'],
    ] as const)
      expect(seuil(nature, le)).toMatchObject({
        value: { seuilMois: 24 },
        source: { confiance: 'lu' },
      })
  })
})

describe('Les rapports du SPIP (CPP D575, depuis le 1er mai 2022 CPén D113-44)', () => {
  const rapport = (plus: Partial<Faits>, nature: CleNature = 'sursis_probatoire') =>
    calculer(faits(nature, '2024-03-04', plus)).echeances.filter(e => e.cle === 'rapport_annuel')
  it('CPén D113-44 : un rapport annuel « lorsque la durée de la mesure excède deux ans » : 24 mois, rien ; un jour de plus, chaque année', () => {
    expect(rapport({ termeLe: '2026-03-04' })).toEqual([])
    expect(rapport({ termeLe: '2026-03-05' })).toMatchObject([
      { rang: 1, le: '2025-03-04', enMain: 'spip', faiteLe: null, aVerifier: false },
    ])
  })
  it('CPP D575, al. 4, depuis le 17 décembre 2011 : son propre rapport le satisfait, et le suivant est dû un an après ; celui de fin tient lieu du dernier', () => {
    const f = {
      termeLe: '2027-03-04' as Jour,
      rapports: rapports('annuel', '2025-02-20', '2026-02-20'),
    }
    expect(rapport(f).map(e => [e.rang, e.le, e.faiteLe])).toEqual([
      [1, '2025-03-04', '2025-02-20'],
      [2, '2026-02-20', '2026-02-20'],
      [3, '2027-02-22', null],
    ])
    expect(
      rapport({ ...f, rapports: rapports('annuel', '2025-03-04', '2026-03-04') }),
    ).toHaveLength(2)
    expect(rapport({ ...f, rapports: rapports('evaluation', '2025-02-20') })).toMatchObject([
      { faiteLe: null },
    ])
  })
  it('CPén D113-44 : prolongée au-delà de deux ans, la mesure doit son rapport au prochain anniversaire, rien d’en retard le jour même', () => {
    const prolongee = {
      finInitialeLe: '2026-03-04' as Jour,
      termeLe: '2027-03-04' as Jour,
      actes: [{ acte: 'prolongation', le: '2025-06-02' as Jour }],
    }
    expect(rapport(prolongee)).toMatchObject([{ le: '2026-03-04' }])
    expect(rapport({ ...prolongee, finInitialeLe: '2026-09-04' })).toMatchObject([
      { le: '2025-03-04' },
    ])
  })
  it('CP 131-36-1, al. 2 : un suivi socio-judiciaire sans limite doit un rapport chaque année, sauf suspendu ; ailleurs, sans terme, le devoir attend', () => {
    expect(rapport({}, 'suivi_socio_judiciaire')).toMatchObject([{ le: '2025-03-04' }])
    expect(
      rapport({ actes: [{ acte: 'suspension', le: '2024-06-03' }] }, 'suivi_socio_judiciaire'),
    ).toEqual([])
    expect(calculer(faits('semi_liberte', '2024-03-04')).attentes).toContainEqual({
      cle: 'rapport_annuel',
      attend: 'terme',
    })
  })
  it('CPP D574 : tous les suivis d’une personne condamnée doivent les trois rapports, avec leur raison', () => {
    const natures = [
      'suivi_socio_judiciaire',
      'surveillance_judiciaire',
      'suivi_post_liberation',
      'liberation_conditionnelle',
      'sursis_probatoire_renforce',
    ] as const
    for (const nature of natures) {
      const { echeances, explications } = calculer(
        faits(nature, '2021-03-01', { termeLe: '2024-03-01' }),
        true,
      )
      const cles = echeances.map(e => e.cle)
      expect(cles, nature).toEqual(
        expect.arrayContaining(['rapport_evaluation', 'rapport_annuel', 'rapport_de_fin']),
      )
      expect(explications.find(e => e.cle === 'rapport_annuel')?.pourquoi[0]).toBe(
        'La mesure va du 01/03/2021 au 01/03/2024 : plus de 24 mois (CPP D575, al. 4).',
      )
    }
  })
})

describe('Les comparutions après une libération', () => {
  const convocation = (nature: CleNature, cle: string, le: Jour, plus: Partial<Faits>) =>
    calculer(faits(nature, le, plus)).echeances.find(e => e.cle === cle)
  it('CPP D534-1 : le libéré conditionnel est convoqué devant le JAP ou le SPIP un mois au plus après sa sortie', () => {
    const sortie = { actes: [{ acte: 'mise_a_execution', le: '2025-03-10' as Jour }] }
    expect(
      convocation('liberation_conditionnelle', 'premiere_convocation', '2025-02-03', sortie),
    ).toMatchObject({
      le: '2025-04-10',
      enMain: 'spip',
    })
    expect(
      convocation('liberation_conditionnelle', 'premiere_convocation', '2025-02-03', {}),
    ).toBeUndefined()
  })
  it('CPP 741-1 : un mois au plus après la libération, huit jours « pour une infraction pour laquelle le suivi socio-judiciaire est encouru »', () => {
    const jours = (ssjEncouru: boolean, nature: CleNature = 'sursis_probatoire') =>
      calculer(
        faits(nature, '2024-03-04', { ssjEncouru, actes: [{ acte: 'reprise', le: '2025-03-03' }] }),
      )
        .echeances.filter(e => e.cle.startsWith('convocation_apres_liberation'))
        .map(e => e.le)
    expect([jours(false), jours(true)]).toEqual([['2025-04-03'], ['2025-03-11']])
    expect(jours(false, 'sursis_probatoire_renforce')).toEqual(['2025-03-11'])
  })
  it('CPP D147-17-5 : cinq jours ouvrables après une sortie sous contrainte, le samedi compté, le dimanche et la fête non', () => {
    const sortie = { actes: [{ acte: 'mise_a_execution', le: '2025-04-16' as Jour }] }
    expect(
      convocation('liberation_sous_contrainte', 'premiere_convocation', '2025-04-14', sortie),
    ).toMatchObject({ le: '2025-04-23' })
  })
  it.each([
    ['surveillance_judiciaire', 'CPP D147-40-2'],
    ['suivi_socio_judiciaire', 'CPP 763-7-1'],
  ] as const)('%s repris à une nouvelle libération : huit jours (%s)', (nature, _article) => {
    const actes = [
      { acte: 'suspension', le: '2025-03-03' as Jour },
      { acte: 'reprise', le: '2025-09-01' as Jour },
    ]
    expect(convocation(nature, 'convocation_apres_reprise', '2025-01-06', { actes })).toMatchObject(
      { le: '2025-09-09' },
    )
  })
  it.each([
    ['sursis_probatoire', 'CPP 712-19'],
    ['sursis_probatoire_renforce', 'CPP 712-19'],
    ['surveillance_judiciaire', 'CPP 712-19, depuis le 26 novembre 2009'],
    ['suivi_socio_judiciaire', 'CPP 712-19'],
    ['suivi_post_liberation', 'CPP 721-2, I, depuis le 24 décembre 2021'],
  ] as const)(
    '%s, incarcération provisoire : débat dans les quinze jours (%s)',
    (nature, _article) => {
      const actes = [{ acte: 'incarceration', le: '2025-03-03' as Jour }]
      expect(convocation(nature, 'debat_contradictoire', '2025-01-06', { actes })).toMatchObject({
        le: '2025-03-18',
        enMain: 'jap',
      })
    },
  )
  it('CPP R57-19, puis CPén R622-6 : le bracelet est posé cinq jours au plus après la décision du JAP', () => {
    const actes = [{ acte: 'fixation_contenu', le: '2025-03-03' as Jour }]
    expect(convocation('ddse_amenagement', 'pose', '2025-01-06', { actes })).toMatchObject({
      le: '2025-03-10',
      enMain: 'spip',
    })
  })
})

describe('Qui décide, et sur quoi', () => {
  it('CPP 723-29 : le JAP ordonne la surveillance judiciaire jusqu’au 25 novembre 2009, le tribunal de l’application des peines ensuite', () => {
    const decide = (le: Jour) => versionLe(natures.surveillance_judiciaire.decide, le).value
    expect([decide('2009-11-25'), decide('2009-11-26')]).toEqual([['jap'], ['tap']])
    expect(refusDAuteur('jap', 'tap')).toEqual([])
  })
  it('CPP 723-34 : les obligations d’une surveillance judiciaire se prolongent', () => {
    expect(
      transitionDe(suivi('surveillance_judiciaire'), 'prolongation', '2025-06-02'),
    ).toMatchObject({
      effet: 'prolonge',
      auteurs: ['jap'],
    })
  })
  it.each([
    ['liberation_conditionnelle', 'parent', '2014-12-31', 'récidive légale', '729-3'],
    ['liberation_sous_contrainte', 'plein_droit', '2024-01-28', 'éloignement', '720, II à IV'],
    [
      'surveillance_judiciaire',
      'avis_avant_liberation',
      '2014-01-01',
      'contre émargement',
      'D147-40-2',
    ],
    [
      'suivi_socio_judiciaire',
      'emprisonnement_encouru',
      '2004-03-09',
      'deux ans au plus pour un délit',
      '131-36-1, al. 3',
    ],
    ['semi_liberte', 'retrait', '2024-09-30', 'convertir la peine', '723-2'],
    ['placement_exterieur', 'obligations_du_jap', '2014-01-01', '132-45', 'D136'],
    ['semi_liberte', 'obligations_du_jap', '2014-01-01', '132-45', 'D138'],
  ] as const)('%s, %s, le %s : « %s » (art. %s)', (nature, cle, le, mots, article) => {
    const { value, source } = regle(nature, cle, le)
    expect(value).toContain(mots)
    expect(citer(source, le).article).toBe(article)
    expect(source.confiance).toBe('lu')
  })
})
