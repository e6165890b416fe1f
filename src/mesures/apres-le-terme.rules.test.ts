import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import type { Auteur, Definition } from './definition.rules.ts'
import { actesDe } from './etat.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import type { Transition } from './machine.rules.ts'
import { faire, suivi } from './mesure.builder.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { machineLe } from './nature.rules.ts'
import { transitionDe } from './passage.rules.ts'
import { refusDesActesQuiSuivent } from './rejeu.rules.ts'

const LE: Jour = '2026-11-24'
/** A sursis of two years, whose term is past. */
const sursis = faire(suivi('sursis_probatoire', '2024-06-15', { finInitialeLe: '2026-06-25' }), [
  'mise_a_execution',
  '2024-06-25',
])
const essai = (m: typeof sursis, acte: string, le: Jour, auteur: Auteur = 'jap') =>
  refusDActe(m, { acte, le, auteur, nouvelleFinLe: '2027-03-25' }, LE)
const codes = (...a: Parameters<typeof essai>) => essai(...a).map(r => r.code)

describe('Un sursis probatoire dont le délai a expiré n’est plus prolongé, suspendu ni révoqué comme s’il courait', () => {
  it('CPP 742 al. 3, 712-20 : le JAP décide s’il a été saisi un mois au plus après le terme, et le refus dit d’enregistrer la saisine', () => {
    for (const acte of ['prolongation', 'revocation_partielle', 'revocation_totale']) {
      expect(codes(sursis, acte, '2026-06-25')).toEqual([])
      expect(codes(sursis, acte, '2026-06-26')).toEqual(['terme_passe'])
    }
    expect(essai(sursis, 'prolongation', '2026-07-20')[0]).toEqual({
      code: 'terme_passe',
      champ: 'le',
      message:
        'Prolongation du délai de probation : le terme est passé depuis le 25/06/2026. Enregistrez d’abord « Délai expiré, le JAP est saisi d’un manquement antérieur » : il l’est un mois au plus après le terme. Un acte d’avant le terme s’enregistre à sa propre date.',
      source: { texte: 'code de procédure pénale', article: '712-20' },
    })
    const saisi = faire(sursis, ['saisine_avant_terme', '2026-07-20'])
    for (const acte of ['prolongation', 'revocation_partielle', 'revocation_totale', 'sans_suite'])
      expect(codes(saisi, acte, '2026-09-15')).toEqual([])
  })
  it('CP 132-48 : la juridiction qui juge un nouveau délit révoque sans que le JAP ait été saisi', () => {
    expect(codes(sursis, 'revocation_partielle', '2026-09-15', 'tribunal')).toEqual([])
    expect(codes(sursis, 'revocation_totale', '2026-09-15', 'tribunal')).toEqual([])
  })
  it('CP 132-43, 132-52, CPP 739 : ni suspension, ni obligations, ni fin « avant le terme » ; le terme, le décès, le rapport restent', () => {
    for (const [acte, article] of [
      ['suspension', '132-43, al. 2'],
      ['modification_obligations', '739, al. 2'],
      ['fin_anticipee', '132-52, al. 1'],
      ['conversion', '132-52, al. 1'],
    ] as const) {
      const auteur = transitionDe(sursis, acte, '2026-11-10')?.auteurs[0]
      expect([
        acte,
        essai(sursis, acte, '2026-11-10', auteur).map(r => [r.code, r.source?.article]),
      ]).toEqual([acte, [['terme_passe', article]]])
      expect(codes(sursis, acte, '2026-06-25', auteur)).toEqual([])
    }
    for (const [acte, auteur] of [
      ['fin_au_terme', 'loi'],
      ['deces', 'loi'],
      ['rapport_de_fin', 'spip'],
      ['infirmation', 'tribunal'],
    ] as const)
      expect(codes(sursis, acte, '2026-11-10', auteur)).toEqual([])
  })
  it('suspendu, le délai n’a pas de terme ; pas encore exécutoire, il ne court pas : rien n’est refusé', () => {
    const suspendu = faire(sursis, ['suspension', '2026-05-01'])
    expect(codes(suspendu, 'revocation_totale', '2026-11-10')).toEqual([])
    const prononce = suivi('sursis_probatoire', '2024-06-15', { finInitialeLe: '2026-06-25' })
    expect(codes(prononce, 'conversion', '2026-11-10')).toEqual([])
  })
  it('c’est dit avant le clic, à moins qu’un auteur le puisse encore', () => {
    const refus = (acte: string) =>
      actesDe(sursis, LE)
        .find(a => a.transition.acte === acte)
        ?.refus.map(r => r.code)
    expect(refus('prolongation')).toEqual(['terme_passe'])
    expect(refus('suspension')).toEqual(['terme_passe'])
    expect(refus('revocation_partielle')).toEqual([])
    expect(refus('fin_au_terme')).toEqual([])
  })
})

/** What the law takes away with the term, of each kind, under the machine of the last day. */
const duTemps: Record<CleNature, readonly string[]> = {
  sursis_probatoire: [
    'modification_obligations',
    'suspension',
    'prolongation',
    'revocation_partielle',
    'revocation_totale',
    'fin_anticipee',
    'conversion',
  ],
  sursis_probatoire_renforce: [
    'fixation_contenu',
    'modification_obligations',
    'suspension',
    'prolongation',
    'revocation_partielle',
    'revocation_totale',
    'fin_anticipee',
    'conversion',
  ],
  contrainte_penale: [
    'fixation_contenu',
    'modification_obligations',
    'suspension',
    'fin_anticipee',
  ],
  peine_probation_autonome: [],
  tig: ['affectation', 'modification', 'nouvelle_affectation', 'suspension', 'suspension_de_droit'],
  sursis_tig: [
    'affectation',
    'modification',
    'nouvelle_affectation',
    'suspension',
    'suspension_de_droit',
  ],
  ddse: [
    'modification_obligations',
    'horaires',
    'limitation_absences',
    'suspension',
    'suspension_de_droit',
    'fin_surveillance',
    'fin_anticipee',
    'conversion',
  ],
  stage: [],
  suivi_socio_judiciaire: [
    'modification',
    'injonction_de_soins',
    'relevement_partiel',
    'suspension',
    'relevement',
    'fin_anticipee',
  ],
  ddse_amenagement: [
    'conversion',
    'modification_obligations',
    'horaires',
    'incarceration',
    'autre_amenagement',
  ],
  placement_surveillance_electronique: [
    'conversion',
    'modification_obligations',
    'horaires',
    'incarceration',
    'autre_amenagement',
  ],
  semi_liberte: [
    'conversion',
    'modification_obligations',
    'horaires',
    'incarceration',
    'autre_amenagement',
  ],
  placement_exterieur: [
    'conversion',
    'modification_obligations',
    'horaires',
    'incarceration',
    'autre_amenagement',
  ],
  liberation_conditionnelle: ['modification_obligations'],
  liberation_sous_contrainte: [
    'modification_obligations',
    'horaires',
    'incarceration',
    'autre_amenagement',
  ],
  surveillance_judiciaire: ['modification', 'prolongation', 'mainlevee'],
  suivi_post_liberation: ['modification'],
  controle_judiciaire: [],
  arse: ['modification', 'modification_horaires', 'prolongation', 'maintien'],
  ajournement_probatoire: ['modification', 'suspension', 'saisine_du_tribunal'],
  travail_non_remunere: ['affectation', 'modification', 'nouvelle_affectation'],
  enquete_sociale_rapide: [],
  procedure_723_15: [],
  conversion_747_1: [],
}
/** Acts that change what runs and that stay possible after the term, each with its reason. */
const restent: Record<string, string> = {
  'stage.report': 'aucun texte lu ne règle le report',
  'peine_probation_autonome.*': 'la proposition ne dit rien du terme',
  'controle_judiciaire.*': 'il n’a pas de terme',
  'sursis_tig.prolongation':
    'CPP 742 al. 3 par CP 132-56 : le juge saisi à temps décide après le délai',
  'suivi_socio_judiciaire.execution_emprisonnement': 'CPP 712-20 : un manquement d’avant le terme',
  'suivi_socio_judiciaire.fin_apres_trente_ans': 'un suivi sans limite n’a pas de terme',
  'surveillance_judiciaire.suspension': 'aucun texte lu ne dit qu’elle suspend',
  'surveillance_judiciaire.retrait_partiel': 'CPP 723-35 : un manquement d’avant le terme',
  'suivi_post_liberation.mainlevee': 'aucun texte lu ne dit qui met fin',
  'ajournement_probatoire.nouvel_ajournement':
    'CP 132-65 : à l’audience de renvoi, qui est après le délai',
  'procedure_723_15.proposition_contenu': 'la procédure n’a pas de terme',
  'ddse.fixation_contenu': 'avant la pose, rien ne court',
  'ddse_amenagement.fixation_contenu': 'avant la pose, rien ne court',
  'placement_surveillance_electronique.fixation_contenu': 'avant la pose, rien ne court',
  'semi_liberte.fixation_contenu': 'avant le début, rien ne court',
  'placement_exterieur.fixation_contenu': 'avant le début, rien ne court',
}
const aLExamen = Object.entries(natures as Record<CleNature, Definition>) as [
  CleNature,
  Definition,
][]
const changeCeQuiCourt = ({ effet, cause }: Transition) =>
  effet === 'suspend' || effet === 'prolonge' || effet === 'contenu' || cause === 'anticipee'

describe('De chaque mesure, ce que le terme empêche', () => {
  it.each(aLExamen)(
    '%s : chaque acte, de chaque état d’où il part, la veille et le lendemain du terme',
    (nature, d) => {
      const m = suivi(nature, '2025-01-06', { finInitialeLe: '2026-06-25' })
      const refuses = new Set<string>()
      for (const t of machineLe(d, nature === 'peine_probation_autonome' ? 'egip' : 'droit', LE)
        .transitions)
        for (const etat of t.de.filter(e => !['suspendue', 'differee'].includes(e))) {
          const passage = {
            acte: 'essai',
            vers: etat,
            le: '2025-02-03' as const,
            termeLe: '2026-06-25' as const,
            causeFin: null,
          }
          const la = { ...m, actes: [passage] }
          const refus = (le: Jour) =>
            refusDActe(
              la,
              { acte: t.acte, le, auteur: t.auteurs[0], nouvelleFinLe: '2027-06-25' },
              LE,
            )
          expect(refus('2026-06-25').map(r => r.code)).not.toContain('terme_passe')
          const [apres] = refus('2026-11-10').filter(r => r.code === 'terme_passe')
          if (!apres) continue
          refuses.add(t.acte)
          expect(apres.message).toContain('le terme est passé depuis le 25/06/2026')
          expect(apres.source?.article).toBeTruthy()
        }
      expect([...refuses].sort()).toEqual([...duTemps[nature]].sort())
    },
  )
  it.each(aLExamen)(
    '%s : ce qui suspend, prolonge, change le contenu ou finit avant le terme est de ceux-là, ou dit pourquoi il reste',
    (nature, d) => {
      const { transitions } = machineLe(
        d,
        nature === 'peine_probation_autonome' ? 'egip' : 'droit',
        LE,
      )
      const oublies = transitions
        .filter(t => changeCeQuiCourt(t) && !duTemps[nature].includes(t.acte))
        .map(t => `${nature}.${t.acte}`)
        .filter(cle => !(cle in restent) && !(`${nature}.*` in restent))
      expect(oublies).toEqual([])
    },
  )
})

describe('Une correction qui laisse un acte après le nouveau terme', () => {
  const actes = [
    ...sursis.actes,
    {
      acte: 'modification_obligations',
      vers: 'en_cours',
      le: '2026-05-04' as const,
      termeLe: '2026-06-25' as const,
      causeFin: null,
      auteur: 'jap',
    },
    {
      acte: 'revocation_partielle',
      vers: 'en_cours',
      le: '2026-05-12' as const,
      termeLe: '2026-06-25' as const,
      causeFin: null,
      auteur: 'jap',
    },
  ].map((a, i) => ({ ...a, id: String(i), debutLe: null }))
  const avant = { ...sursis, actes: [] }
  const refus = (finInitialeLe: Jour) =>
    refusDesActesQuiSuivent(avant, { ...avant, finInitialeLe }, actes, 'finLe')
  it('est refusée, et les nomme tous : ils ne pourraient plus être enregistrés', () => {
    expect(refus('2026-05-12')).toEqual([])
    expect(refus('2026-04-25').map(r => r.message.slice(0, 70))).toEqual(
      [
        'Obligations ajoutées, aménagées ou supprimées, le 04/05/2026, ne serai',
        'Révocation partielle, le 12/05/2026, ne serait plus possible. Révocatio',
      ].map(mots => mots.slice(0, 70)),
    )
    expect(refus('2026-04-25')[0]?.message).toContain(
      'annulez d’abord cet acte : il ne s’enregistrera plus après ce terme.',
    )
  })
})
