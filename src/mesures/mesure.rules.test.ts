import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouterJours, ajouterMois, type Jour } from '../platform/date.ts'
import { estAbsente } from '../platform/law.ts'
import { type Definition, familles } from './definition.rules.ts'
import {
  obligationComplete,
  refusDAvenir,
  refusDeMesure,
  refusDeProposition,
  refusDesFaits,
} from './mesure.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import {
  choixDeNatures,
  clesNatures,
  estUneProposition,
  libelleDeNature,
  motsDesNatures,
  paliersDe,
  referentielDe,
} from './nature.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)

describe('Ce qui a eu lieu n’est pas dans l’avenir', () => {
  it('ni la décision, ni les faits, ni la notification ; le début peut l’être', () => {
    const champs = (s: Parameters<typeof refusDAvenir>[0]) =>
      refusDAvenir(s, '2026-11-24').map(r => r.champ)
    expect(
      champs({ decisionLe: '2026-11-24', faitsLe: '2026-11-24', notifieeLe: '2026-11-24' }),
    ).toEqual([])
    expect(
      champs({ decisionLe: '2026-11-25', faitsLe: '2026-11-25', notifieeLe: '2026-11-25' }),
    ).toEqual(['decisionLe', 'faitsLe', 'notifieeLe'])
  })
})

describe('Une mesure ne se prononce que si elle existe ce jour-là', () => {
  it.each([
    ['contrainte_penale', '2014-09-30', '2014-10-01', 'CP 131-4-1, loi 2014-896'],
    ['sursis_probatoire_renforce', '2020-03-23', '2020-03-24', 'CP 132-41-1'],
    ['ddse', '2020-03-23', '2020-03-24', 'CP 131-4-1, loi 2019-222'],
    ['ddse_amenagement', '2020-03-23', '2020-03-24', 'CPP 723-7'],
    ['liberation_sous_contrainte', '2014-12-31', '2015-01-01', 'CPP 720, loi 2014-896'],
    ['suivi_post_liberation', '2014-09-30', '2014-10-01', 'CPP 721-2'],
  ] as const)('%s : pas encore le %s, oui le %s (%s)', (nature, veille, jour, _article) => {
    expect(refusDeMesure({ nature, decisionLe: veille, debutLe: veille })).toMatchObject([
      {
        code: 'nature_inexistante',
        champ: 'nature',
        source: { article: expect.stringMatching(/^\d/) },
      },
    ])
    expect(refusDeMesure({ nature, decisionLe: jour, debutLe: jour })).toEqual([])
  })
  it.each([
    ['contrainte_penale', '131-4-1'],
    ['sursis_tig', '132-54'],
    ['placement_surveillance_electronique', '723-7'],
  ] as const)(
    '%s : encore le 23 mars 2020, plus le 24 (article %s, loi 2019-222)',
    (nature, article) => {
      expect(refusDeMesure({ nature, decisionLe: '2020-03-23', debutLe: '2020-03-23' })).toEqual([])
      expect(
        refusDeMesure({ nature, decisionLe: '2020-03-24', debutLe: '2020-03-24' }),
      ).toMatchObject([{ code: 'nature_inexistante', source: { article } }])
    },
  )
})

describe('Les dates d’une mesure se suivent', () => {
  const m = {
    nature: 'sursis_probatoire',
    decisionLe: '2025-02-12',
    debutLe: '2025-02-12',
    finLe: '2027-02-12',
  } as const
  it('acceptée quand elles se suivent, avec ou sans fin', () => {
    expect(refusDeMesure(m)).toEqual([])
    expect(refusDeMesure({ ...m, finLe: undefined })).toEqual([])
    expect(refusDesFaits({ ...m, faitsLe: '2025-02-12', notifieeLe: '2025-02-12' })).toEqual([])
  })
  it.each([
    ['un début avant la décision', 'debut_avant_decision', { debutLe: '2025-02-11' }],
    ['des faits après la décision', 'faits_apres_decision', { faitsLe: '2025-02-13' }],
    [
      'une notification avant la décision',
      'notification_avant_decision',
      { notifieeLe: '2025-02-11' },
    ],
  ] as const)('pas %s', (_cas, code, plus) => {
    expect(codes(refusDesFaits({ ...m, ...plus }))).toEqual([code])
    expect(codes(refusDeMesure({ ...m, ...plus }))).toContain(code)
  })
  it('pas une fin avant le début, ni une fin et une durée qui se contredisent', () => {
    expect(codes(refusDeMesure({ ...m, finLe: '2025-02-11' }))).toEqual(['fin_avant_debut'])
    expect(codes(refusDeMesure({ ...m, dureeMois: 23 }))).toEqual(['fin_et_duree'])
    expect(refusDeMesure({ ...m, dureeMois: 24 })).toEqual([])
  })
})

describe('Le jour qui choisit la loi', () => {
  const jugee = {
    nature: 'tig',
    decisionLe: '2019-06-03',
    debutLe: '2019-06-03',
    dureeMois: 18,
  } as const
  it('Des faits du 24 mars 2019 jugés en juin gardent le maximum de 280 heures (CP 112-1, 131-8)', () => {
    expect(codes(refusDeMesure({ ...jugee, faitsLe: '2019-03-24', heures: 281 }))).toEqual([
      'heures_hors_bornes',
    ])
    expect(refusDeMesure({ ...jugee, faitsLe: '2019-03-24', heures: 280 })).toEqual([])
    expect(refusDeMesure({ ...jugee, faitsLe: '2019-03-25', heures: 400 })).toEqual([])
  })
  it('Sans date des faits, celle de la décision la remplace : 400 heures', () => {
    expect(refusDeMesure({ ...jugee, heures: 400 })).toEqual([])
    expect(codes(refusDeMesure({ ...jugee, heures: 401 }))).toEqual(['heures_hors_bornes'])
  })
  it('Une obligation se vérifie à la date de la décision : le 6° de CP 132-44 n’existait pas en 2013', () => {
    const m = {
      nature: 'sursis_probatoire',
      debutLe: '2013-06-01',
      decisionLe: '2013-06-01',
      dureeMois: 24,
    } as const
    expect(refusDeMesure({ ...m, obligations: [{ article: 'CP 132-45, 1°' }] })).toEqual([])
    expect(
      refusDeMesure({
        ...m,
        obligations: [{ article: 'CP 132-45, 1°' }, { article: 'CP 132-44, 6°' }],
      }),
    ).toMatchObject([{ code: 'numero_inconnu', champ: 'obligations.1.article' }])
  })
})

describe('La peine de probation autonome (charte C4.1)', () => {
  const m = {
    nature: 'peine_probation_autonome',
    decisionLe: '2026-03-02',
    debutLe: '2026-03-02',
    dureeMois: 12,
  } as const
  it('se prononce avec une durée de six mois à cinq ans, et la source n’est pas la loi', () => {
    for (const dureeMois of [6, 12, 60]) expect(refusDeMesure({ ...m, dureeMois })).toEqual([])
    for (const dureeMois of [5, 61])
      expect(refusDeMesure({ ...m, dureeMois })).toMatchObject([
        { source: { texte: expect.stringContaining('proposition'), article: 'C4.1' } },
      ])
  })
  it('n’a pas de contenu d’avance : il vient après l’évaluation du SPIP', () => {
    expect(refusDeMesure({ ...m, obligations: [{ article: 'CP 132-45, 1°' }] })).toMatchObject([
      { code: 'contenu_avant_evaluation', champ: 'obligations', source: { article: 'C4.1' } },
    ])
  })
  it('ne s’enregistre que là où tout dossier est inventé', () => {
    expect(refusDeProposition('peine_probation_autonome', true)).toEqual([])
    expect(refusDeProposition('peine_probation_autonome', false)).toMatchObject([
      { code: 'proposition_hors_demonstration', source: { article: 'C4.1' } },
    ])
    expect(refusDeProposition('sursis_probatoire', false)).toEqual([])
  })
  it('est la seule proposition ; aucun mot d’un fichier d’aujourd’hui n’y mène', () => {
    expect(clesNatures.filter(estUneProposition)).toEqual(['peine_probation_autonome'])
    expect(clesNatures.map(referentielDe).filter(r => r === 'egip')).toHaveLength(1)
    expect(motsDesNatures.map(([, nature]) => nature)).not.toContain('peine_probation_autonome')
    expect(libelleDeNature('peine_probation_autonome', '2026-01-01')).toBe(
      'Peine de probation autonome (proposition)',
    )
  })
  it('ne se choisit qu’en démonstration, à part ; ce qui n’existe plus le dit', () => {
    const choix = (demonstration: boolean) => choixDeNatures('2026-01-01', demonstration)
    expect(choix(false).map(c => c.value)).not.toContain('peine_probation_autonome')
    expect(choix(true).find(c => c.value === 'peine_probation_autonome')?.group).toContain(
      'pas le droit en vigueur',
    )
    expect(choix(false).find(c => c.value === 'contrainte_penale')?.label).toContain(
      'n’existe pas à cette date',
    )
    expect(choix(false).every(c => Object.values(familles).includes(c.group as never))).toBe(true)
  })
})

describe('Ce que l’écran propose et garde', () => {
  it('Les durées plus longues du sursis probatoire se nomment (CP 132-42), celles du SSJ aussi (CP 131-36-1) ; une mesure sans palier n’en a pas', () => {
    expect(paliersDe('sursis_probatoire', '2025-01-01').map(p => p.value)).toEqual([
      'cp_132_42_al1_p2',
      'cp_132_42_al1_p3',
    ])
    expect(paliersDe('suivi_socio_judiciaire', '2025-01-01')).toHaveLength(3)
    expect(paliersDe('tig', '2025-01-01')).toEqual([])
    expect(paliersDe('ancienne_mesure', '2025-01-01')).toEqual([])
  })
  it('Une obligation se garde avec les mots de la loi du jour ; ce que l’on a écrit les précise, ou en tient lieu sans numéro', () => {
    expect(obligationComplete({ article: ' CP 132-45, 14° ' }, '2018-01-01')).toEqual({
      article: 'CP 132-45, 14°',
      libelle: 'Ne pas détenir ou porter une arme',
      precisions: null,
    })
    expect(
      obligationComplete({ article: 'CP 132-45, 14°', libelle: 'Rendre son fusil' }, '2018-01-01'),
    ).toMatchObject({
      libelle: 'Ne pas détenir ou porter une arme',
      precisions: 'Rendre son fusil',
    })
    expect(obligationComplete({ libelle: 'Venir le lundi' }, '2018-01-01')).toEqual({
      article: null,
      libelle: 'Venir le lundi',
      precisions: null,
    })
  })
})

describe('Quelle que soit la saisie', () => {
  const jour = fc.integer({ min: 0, max: 6000 }).map(n => ajouterJours('2012-01-01', n))
  it('un refus qui vient de la loi cite son texte et son article ; le message est une phrase', () => {
    const sansLoi = /^(debut_avant|faits_apres|notification_avant|fin_|sans_heures)/
    fc.assert(
      fc.property(
        fc.constantFrom(...clesNatures),
        jour,
        fc.nat(500),
        fc.nat(130),
        fc.nat(800),
        (nature, decisionLe, ecart, dureeMois, heures) => {
          const debutLe = ajouterJours(decisionLe, ecart - 50)
          for (const r of refusDeMesure({
            nature,
            decisionLe,
            debutLe,
            dureeMois,
            heures,
            obligations: [{ article: 'CP 132-45, 20°' }],
          })) {
            if (!sansLoi.test(r.code)) expect(r.source?.article, `${nature} ${r.code}`).toBeTruthy()
            expect(r.message).toMatch(/^.{10,}\.$/s)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
  it('chaque borne d’une loi lue est acceptée des deux côtés, et refusée un mois plus loin, fins de mois et 29 février compris', () => {
    const debuts: Jour[] = ['2024-02-29', '2023-08-31', '2026-01-30', '2025-12-31']
    for (const nature of Object.keys(natures) as CleNature[]) {
      const { duree }: Definition = natures[nature]
      const { value, source } = duree.droit.at(-1) ?? duree.droit[0]
      if (estAbsente(value) || !value.max || source.confiance !== 'lu' || value.unite !== 'mois')
        continue
      for (const debutLe of debuts) {
        const saisie = (dureeMois: number) =>
          codes(refusDeMesure({ nature, decisionLe: debutLe, debutLe, dureeMois }))
        expect(saisie(value.max), `${nature} ${debutLe}`).toEqual([])
        expect(saisie(value.max + 1), `${nature} ${debutLe}`).toHaveLength(1)
        const fin = ajouterMois(debutLe, value.max)
        expect(codes(refusDeMesure({ nature, decisionLe: debutLe, debutLe, finLe: fin }))).toEqual(
          [],
        )
        expect(
          codes(
            refusDeMesure({ nature, decisionLe: debutLe, debutLe, finLe: ajouterJours(fin, 1) }),
          ),
        ).toHaveLength(1)
      }
    }
  })
})
