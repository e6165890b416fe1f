import { aVerifier, type Dated, lu, type Regle } from '../../platform/law.ts'
import type { Definition, Delai, Transition } from '../definition.rules.ts'
import { premiereLecture, relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const depot = 'dépôt public des codes, version antérieure à 2020'
const section = 'juriblio, texte en vigueur'
const ancien = 'texte d’origine à lire ; texte en vigueur lu (juriblio)'
const regle = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `ajournement_probatoire.${id}`,
  catalogue: 'B16',
  libelle,
  selon: 'execution',
  droit,
})
const unAnEnTout: Dated<Delai> = [
  {
    from: '1994-03-01',
    value: { mois: 12 },
    source: lu(cp, '132-65', {
      lecture: relecture('cp/132-65/1994-03-01', 'au plus tard un an après la première décision d’ajournement'),
    }),
  },
]
const fin = (acte: string, libelle: string, vers: string, auteurs: Transition['auteurs'], source: Transition['source']): Transition => ({
  acte,
  libelle,
  de: ['en_cours', 'tribunal_saisi'],
  vers,
  auteurs,
  effet: 'fin',
  cause: 'decision',
  source,
})

/** The court has said the person guilty and waits, one year at most, before it speaks of the sentence. */
export const ajournementProbatoire: Definition = {
  famille: 'presentenciel',
  catalogue: 'B16',
  noms: {
    id: 'ajournement_probatoire.nom',
    catalogue: 'B16',
    libelle: 'Nom de la mesure',
    selon: 'jugement',
    droit: [
      {
        from: '1994-03-01',
        value: 'Ajournement avec mise à l’épreuve',
        source: aVerifier(cp, '132-63', {
          raison: 'nom lu à D574 du code de procédure pénale (dépôt public) ; texte d’origine à lire',
          verifieLe: '2026-11-27',
        }),
      },
      {
        from: '2020-12-26',
        value: 'Ajournement avec probation',
        source: aVerifier(cp, '132-63', {
          par: 'loi 2020-1672, art. 26',
          raison: 'texte et loi lus (lexbase, code-penal.fr) ; jour d’effet à lire : veille ou lendemain de la publication',
          verifieLe: '2026-11-27',
        }),
      },
    ],
  },
  mots: ['ajournement', 'AME'],
  decide: [
    { from: '1994-03-01', value: ['tribunal'], source: aVerifier(cp, '132-63', { raison: ancien, verifieLe: '2026-11-27' }) },
    {
      from: '2020-12-26',
      value: ['tribunal'],
      source: lu(cp, '132-63', { par: 'loi 2020-1672, art. 26', lecture: premiereLecture(section) }),
    },
  ],
  duree: {
    id: 'ajournement_probatoire.duree',
    catalogue: 'B16',
    libelle: 'Délai de probation',
    selon: 'jugement',
    droit: [
      {
        from: '1994-03-01',
        value: { unite: 'mois', min: null, max: 12 },
        source: aVerifier(cp, '132-63', {
          raison: 'un an lu dans un commentaire (bensadoun) ; texte d’origine à lire',
          verifieLe: '2026-11-27',
        }),
      },
      {
        from: '2020-12-26',
        value: { unite: 'mois', min: null, max: 12 },
        source: lu(cp, '132-63', { par: 'loi 2020-1672, art. 26', lecture: premiereLecture('lexbase, code-penal.fr') }),
      },
    ],
  },
  obligations: [
    {
      from: '1994-03-01',
      value: { controle: true, particulieres: 'cp-132-45', fixeesPar: ['tribunal'], note: 'Le tribunal les modifie à la demande du JAP.' },
      source: aVerifier(cp, '132-64', { raison: ancien, verifieLe: '2026-11-27' }),
    },
    {
      from: '2020-12-26',
      value: { controle: true, particulieres: 'cp-132-45', fixeesPar: ['tribunal'], note: 'Le tribunal les modifie à la demande du JAP.' },
      source: lu(cp, '132-64', { par: 'loi 2020-1672, art. 26', lecture: premiereLecture(section) }),
    },
  ],
  machine: [
    {
      from: '1994-03-01',
      value: {
        initial: 'en_cours',
        etats: {
          en_cours: { libelle: 'En cours' },
          suspendue: { libelle: 'Suspendu pendant une incarcération' },
          tribunal_saisi: { libelle: 'Tribunal saisi avant la fin du délai' },
          peine_prononcee: { libelle: 'Peine prononcée', fin: true },
          dispensee: { libelle: 'Dispense de peine', fin: true },
          terminee: { libelle: 'Terminé', fin: true },
        },
        transitions: [
          {
            acte: 'modification',
            libelle: 'Obligations aménagées, supprimées ou ajoutées',
            de: ['en_cours'],
            vers: 'en_cours',
            auteurs: ['tribunal'],
            effet: 'contenu',
            source: lu(cpp, '747-3', { precision: 'al. 2', lecture: premiereLecture(depot) }),
          },
          {
            acte: 'suspension',
            libelle: 'Suspension : incarcération',
            de: ['en_cours'],
            vers: 'suspendue',
            auteurs: ['loi'],
            effet: 'suspend',
            source: lu(cp, '132-43', {
              precision: 'al. 2',
              lecture: premiereLecture('legifrance, version du 1er mars 1994 ; renvoi de 132-64'),
            }),
          },
          {
            acte: 'reprise',
            libelle: 'Reprise à la libération',
            de: ['suspendue'],
            vers: 'en_cours',
            auteurs: ['loi'],
            effet: 'reprend',
            source: lu(cp, '132-43', {
              precision: 'al. 2',
              lecture: premiereLecture('legifrance, version du 1er mars 1994 ; renvoi de 132-64'),
            }),
          },
          {
            acte: 'saisine_du_tribunal',
            libelle: 'Saisine du tribunal avant la fin du délai',
            de: ['en_cours'],
            vers: 'tribunal_saisi',
            auteurs: ['jap'],
            source: lu(cpp, '747-3', { precision: 'al. 3', lecture: premiereLecture(depot) }),
          },
          {
            acte: 'nouvel_ajournement',
            libelle: 'Nouvel ajournement',
            de: ['en_cours', 'tribunal_saisi'],
            vers: 'en_cours',
            auteurs: ['tribunal'],
            effet: 'prolonge',
            total: unAnEnTout,
            source: lu(cp, '132-65', { precision: 'al. 1', lecture: premiereLecture(section) }),
          },
          fin(
            'peine',
            'Peine prononcée à l’audience de renvoi',
            'peine_prononcee',
            ['tribunal'],
            lu(cp, '132-65', { precision: 'al. 1', lecture: premiereLecture(section) }),
          ),
          fin(
            'dispense',
            'Dispense de peine',
            'dispensee',
            ['tribunal'],
            lu(cp, '132-65', { precision: 'al. 1', lecture: premiereLecture(section) }),
          ),
          fin(
            'dispense_anticipee',
            'Dispense avant l’audience, avec l’accord du procureur',
            'dispensee',
            ['jap'],
            aVerifier(cp, '132-65', {
              precision: 'al. 2',
              raison: 'début lu (juriblio) ; trente jours lus dans un commentaire (bensadoun)',
              verifieLe: '2026-11-27',
            }),
          ),
          {
            acte: 'deces',
            libelle: 'Décès',
            de: ['en_cours', 'suspendue', 'tribunal_saisi'],
            vers: 'terminee',
            auteurs: ['loi'],
            effet: 'fin',
            cause: 'deces',
            source: aVerifier(cpp, '6', { precision: 'al. 1', raison: 'article non lu', verifieLe: '2026-11-27' }),
          },
        ],
      },
      source: lu(cpp, '747-3', { lecture: premiereLecture(depot) }),
    },
  ],
  devoirs: [
    {
      cle: 'decision_sur_la_peine',
      libelle: 'Décision sur la peine',
      enMain: 'tribunal',
      depuis: 'decision',
      delai: {
        id: 'ajournement_probatoire.decision_sur_la_peine',
        catalogue: 'B16',
        libelle: 'Décision sur la peine : un an après le premier ajournement',
        selon: 'execution',
        droit: [
          {
            from: '1994-03-01',
            value: { mois: 12 },
            source: aVerifier(cp, '132-65', {
              raison: 'même règle lue pour l’ajournement simple (rapport Sénat 641, 2013-2014) ; alinéa à lire',
              verifieLe: '2026-11-27',
            }),
          },
        ],
      },
      satisfaitPar: 'acte:peine',
    },
  ],
  regles: [
    regle('presence', 'Présence à l’audience', [
      {
        from: '1994-03-01',
        value: 'La personne, physique, est présente à l’audience ; la décision est exécutoire par provision.',
        source: aVerifier(cp, '132-63', { raison: ancien, verifieLe: '2026-11-27' }),
      },
      {
        from: '2020-12-26',
        value: 'La personne, physique, est présente à l’audience ; la décision est exécutoire par provision.',
        source: lu(cp, '132-63', { par: 'loi 2020-1672, art. 26', lecture: premiereLecture('lexbase, code-penal.fr') }),
      },
    ]),
    regle('controle', 'Contrôle de la mesure', [
      {
        from: '1994-03-01',
        value: 'Le JAP de la résidence contrôle la mesure, par lui-même ou par toute personne qualifiée.',
        source: lu(cpp, '747-3', { precision: 'al. 1', lecture: premiereLecture(depot) }),
      },
    ]),
    regle('mission_spip', 'Mission du SPIP', [
      {
        from: '1999-04-14',
        value: 'Le SPIP met en œuvre les mesures de contrôle et veille au respect des obligations de l’ajournement.',
        source: lu(cpp, 'D574', { precision: 'al. 3', par: 'décret 99-276', lecture: premiereLecture('dépôt public des codes') }),
      },
    ]),
    regle('dispense_avant_audience', 'Dispense avant l’audience', [
      {
        from: '2014-01-01',
        value: 'Trente jours avant l’audience de renvoi, le JAP peut prononcer la dispense de peine avec l’accord du procureur.',
        source: aVerifier(cp, '132-65', {
          precision: 'al. 2',
          raison: 'lu dans un commentaire (bensadoun) ; texte à lire',
          verifieLe: '2026-11-27',
        }),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Le tribunal vous a déclaré coupable, sans fixer de peine.',
      'Il vous donne du temps pour montrer vos efforts.',
      'Ce temps dure un an au plus.',
    ],
    vousDevez: [
      'Vous suivez les obligations écrites dans la décision.',
      'Vous donnez les papiers qui montrent vos efforts.',
      'Vous venez à la nouvelle audience.',
    ],
    siAbsence: ['Le SPIP doit le dire au juge.', 'Le tribunal peut en tenir compte quand il décide de la peine.'],
    leSpip: [
      'Il vous reçoit et vous aide dans vos démarches.',
      'Il vérifie les obligations avec vous.',
      'Il écrit au juge avant l’audience.',
    ],
    vosDroits: [
      'Le tribunal peut décider qu’il n’y aura pas de peine.',
      'Vous pouvez demander de changer une obligation.',
      'Un avocat peut vous aider à l’audience.',
    ],
  },
}
