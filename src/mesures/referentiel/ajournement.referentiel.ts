import { type CitationLue, type Dated, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Definition, Delai } from '../definition.rules.ts'
import type { Transition } from '../machine.rules.ts'
import { avantLAudience, bornees } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { rapportDeFin, rapportsDuSpip } from './rapports.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const par2020 = 'loi 2020-1672'
type Plus = { precision?: string; par?: string }
const penal = (article: string, version: string, mots: string, plus: Plus = {}): CitationLue =>
  lu(cp, article, { ...plus, lecture: relecture(`cp/${article}/${version}`, mots) })
const procedure = (article: string, version: string, mots: string, plus: Plus = {}): CitationLue =>
  lu(cpp, article, { ...plus, lecture: relecture(`cpp/${article}/${version}`, mots) })
const duree1994 = penal(
  '132-63',
  '1994-03-01',
  'pendant un délai qui ne peut être supérieur à un an',
)
const duree2020 = penal(
  '132-63',
  '2020-12-27',
  'sous le régime de la probation pendant un délai qui ne peut être supérieur à un an',
  {
    par: par2020,
  },
)
const presence = penal(
  '132-63',
  '1994-03-01, mêmes mots en 2020',
  'Lorsque le prévenu, personne physique, est présent à l’audience […] exécutoire par provision',
)
const regime1994 = penal(
  '132-64',
  '1994-03-01',
  'Le régime de la mise à l’épreuve, tel qu’il résulte des articles 132-43 à 132-46, est applicable à l’ajournement',
)
const regime2020 = penal(
  '132-64',
  '2020-12-27',
  'tel qu’il résulte des articles 132-43 à 132-46, est applicable à l’ajournement avec probation',
  { par: par2020 },
)
const renvoi = penal(
  '132-65',
  '1994-03-01, mêmes mots en 2005 et 2020',
  'soit le dispenser de peine, soit prononcer la peine prévue par la loi, soit ajourner une nouvelle fois',
  {
    precision: 'al. 1',
  },
)
const parLeJap = procedure(
  '747-3',
  '2005-01-01',
  'peut aménager, modifier ou supprimer les obligations particulières imposées au prévenu',
  { precision: 'al. 2' },
)
const controle = procedure(
  '747-3',
  '2005-01-01',
  'placé sous le contrôle du juge de l’application des peines […] soit par toute personne qualifiée',
  {
    precision: 'al. 1',
  },
)
const detention = penal(
  '132-43',
  '1994-03-01, mêmes mots depuis 2020',
  'est suspendu pendant le temps où le condamné est incarcéré',
  {
    precision: 'al. 2',
  },
)
const incarcerationProvisoire = procedure(
  '747-3',
  '2005-01-01',
  'sera provisoirement incarcéré […] inscrite à l’audience au plus tard dans les cinq jours de l’écrou du condamné',
  { precision: 'al. 4' },
)
const unAnEnTout: Dated<Delai> = [
  {
    from: '1994-03-01',
    value: { mois: 12 },
    source: penal(
      '132-65',
      '1994-03-01',
      'au plus tard un an après la première décision d’ajournement',
    ),
  },
]
const regle = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `ajournement_probatoire.${id}`,
  catalogue: 'B16',
  libelle,
  selon: 'execution',
  droit,
})
const fin = ({
  acte,
  libelle,
  vers,
  auteurs,
  source,
}: {
  acte: string
  libelle: string
  vers: string
  auteurs: Transition['auteurs']
  source: Transition['source']
}): Transition => ({
  acte,
  libelle,
  // Prison for something else stops its time, not the day of the hearing.
  de: ['en_cours', 'suspendue', 'tribunal_saisi'],
  vers,
  auteurs,
  effet: 'fin',
  cause: 'decision',
  source,
})
const transitions: readonly Transition[] = [
  ...rapportDeFin(['en_cours']),
  {
    acte: 'modification',
    libelle: 'Obligations aménagées, supprimées ou ajoutées',
    de: ['en_cours'],
    vers: 'en_cours',
    auteurs: ['jap'],
    effet: 'contenu',
    source: parLeJap,
  },
  {
    acte: 'suspension',
    libelle: 'Suspension : incarcération',
    de: ['en_cours'],
    vers: 'suspendue',
    auteurs: ['loi'],
    effet: 'suspend',
    source: detention,
  },
  {
    acte: 'reprise',
    libelle: 'Reprise à la libération',
    de: ['suspendue'],
    vers: 'en_cours',
    auteurs: ['loi'],
    effet: 'reprend',
    source: detention,
  },
  {
    acte: 'saisine_du_tribunal',
    libelle: 'Saisine du tribunal avant la fin du délai',
    de: ['en_cours'],
    vers: 'tribunal_saisi',
    auteurs: ['jap'],
    source: procedure(
      '747-3',
      '2005-01-01',
      'peut saisir le tribunal avant l’expiration du délai d’épreuve',
      { precision: 'al. 3' },
    ),
  },
  {
    acte: 'incarceration',
    libelle: 'Incarcération provisoire décidée par le JAP, tribunal saisi',
    de: ['en_cours', 'tribunal_saisi'],
    vers: 'tribunal_saisi',
    auteurs: ['jap'],
    source: incarcerationProvisoire,
  },
  {
    acte: 'nouvel_ajournement',
    libelle: 'Nouvel ajournement',
    de: ['en_cours', 'tribunal_saisi'],
    vers: 'en_cours',
    auteurs: ['tribunal'],
    effet: 'prolonge',
    total: unAnEnTout,
    source: renvoi,
  },
  fin({
    acte: 'peine',
    libelle: 'Peine prononcée à l’audience de renvoi',
    vers: 'peine_prononcee',
    auteurs: ['tribunal'],
    source: renvoi,
  }),
  fin({
    acte: 'dispense',
    libelle: 'Dispense de peine',
    vers: 'dispensee',
    auteurs: ['tribunal'],
    source: renvoi,
  }),
  fin({
    acte: 'dispense_anticipee',
    libelle: 'Dispense avant l’audience, avec l’accord du procureur',
    vers: 'dispensee',
    auteurs: ['jap'],
    source: penal(
      '132-65',
      '2005-01-01, mêmes mots en 2020',
      'trente jours avant l’audience de renvoi, prononcer lui-même la dispense de peine',
      {
        precision: 'al. 2',
      },
    ),
  }),
  {
    acte: 'deces',
    libelle: 'Décès',
    de: ['en_cours', 'suspendue', 'tribunal_saisi'],
    vers: 'terminee',
    auteurs: ['loi'],
    effet: 'fin',
    cause: 'deces',
    source: procedure('6', '1999-06-24', 's’éteint par la mort du prévenu', { precision: 'al. 1' }),
  },
]

/**
 * The court has said the person guilty and waits, one year at most, before it speaks of the
 * sentence.
 */
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
        source: penal(
          '132-64',
          '1994-03-01',
          'est applicable à l’ajournement avec mise à l’épreuve',
        ),
      },
      { from: '2020-12-27', value: 'Ajournement avec probation', source: regime2020 },
    ],
  },
  mots: ['ajournement', 'AME'],
  decide: [{ from: '1994-03-01', value: ['tribunal'], source: presence }],
  duree: {
    id: 'ajournement_probatoire.duree',
    catalogue: 'B16',
    libelle: 'Délai de probation',
    selon: 'jugement',
    droit: [
      { from: '1994-03-01', value: { unite: 'mois', min: null, max: 12 }, source: duree1994 },
      { from: '2020-12-27', value: { unite: 'mois', min: null, max: 12 }, source: duree2020 },
    ],
  },
  obligations: [
    {
      from: '1994-03-01',
      value: {
        controle: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['tribunal', 'jap'],
        note: 'Le JAP peut les modifier (CPP 747-3).',
      },
      source: regime1994,
    },
    {
      from: '2020-12-27',
      value: {
        controle: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['tribunal', 'jap'],
        note: 'Le JAP peut les modifier (CPP 747-3).',
      },
      source: regime2020,
    },
  ],
  machine: [
    {
      from: '2005-01-01',
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
        transitions: bornees(
          avantLAudience,
          ['modification', 'suspension', 'saisine_du_tribunal'],
          transitions,
        ),
      },
      source: controle,
    },
  ],
  devoirs: [
    {
      cle: 'premiere_convocation',
      libelle: 'Première convocation au SPIP, remise à l’audience',
      enMain: 'spip',
      depuis: 'decision',
      si: 'present_et_libre',
      delai: {
        id: 'ajournement_probatoire.premiere_convocation',
        catalogue: 'B10',
        libelle: 'Délai de la première convocation au SPIP',
        selon: 'jugement',
        droit: [
          {
            from: '2012-01-01',
            value: nExistePas,
            source: procedure(
              '474',
              '2012-01-01, sans l’ajournement jusqu’en 2024',
              'à une peine d’emprisonnement assortie du sursis avec mise à l’épreuve, à une peine',
              {
                precision: 'al. 3',
              },
            ),
          },
          {
            from: '2024-09-30',
            value: { jours: 30, proroge: true },
            source: procedure(
              '474',
              '2024-09-30',
              'un délai qui ne saurait être supérieur à trente jours […] fait l’objet d’une mesure d’ajournement avec probation',
              {
                precision: 'al. 1 et 3',
                par: 'loi 2023-1059',
              },
            ),
          },
        ],
      },
      satisfaitPar: 'convocation:spip',
    },
    {
      cle: 'audience_apres_incarceration',
      libelle: 'Audience après l’incarcération provisoire, sans quoi la personne est libérée',
      enMain: 'tribunal',
      depuis: 'acte:incarceration',
      delai: {
        id: 'ajournement_probatoire.audience_apres_incarceration',
        catalogue: 'B16',
        libelle: 'Inscription à l’audience, depuis l’écrou',
        selon: 'execution',
        droit: [
          {
            from: '2005-01-01',
            value: { jours: 5, proroge: true },
            source: incarcerationProvisoire,
          },
        ],
      },
      satisfaitPar: ['acte:peine', 'acte:dispense', 'acte:nouvel_ajournement'],
    },
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
        droit: unAnEnTout,
      },
      satisfaitPar: ['acte:peine', 'acte:dispense', 'acte:dispense_anticipee'],
    },
    // It never lasts two years: no yearly report.
    ...rapportsDuSpip('ajournement_probatoire', 'B16').filter(
      rapport => rapport.cle !== 'rapport_annuel',
    ),
  ],
  regles: [
    regle('presence', 'Présence à l’audience', [
      {
        from: '1994-03-01',
        value:
          'La personne, physique, est présente à l’audience ; la décision est exécutoire par provision.',
        source: presence,
      },
    ]),
    regle('controle', 'Contrôle de la mesure', [
      {
        from: '2005-01-01',
        value:
          'Le JAP de la résidence contrôle la mesure, par lui-même ou par toute personne qualifiée.',
        source: controle,
      },
    ]),
    regle('mission_spip', 'Mission du SPIP', [
      {
        from: '1999-04-14',
        value:
          'Le SPIP met en œuvre les mesures de contrôle et veille au respect des obligations de l’ajournement.',
        source: procedure(
          'D574',
          '2006-03-31, mêmes mots de 1999 à 2022',
          'aux personnes faisant l’objet d’une mesure d’ajournement de peine avec mise à l’épreuve',
          {
            precision: 'al. 3',
            par: 'décret 99-276',
          },
        ),
      },
      {
        from: '2022-05-01',
        value:
          'Le SPIP met en œuvre les mesures de contrôle et veille au respect des obligations de l’ajournement.',
        source: lu('code pénitentiaire', 'D113-36', {
          precision: 'al. 1',
          par: 'décret 2022-479',
          lecture: relecture(
            'cpen/D113-36/2022-05-01',
            'aux personnes faisant l’objet d’une mesure d’ajournement de peine avec mise à l’épreuve',
          ),
        }),
      },
    ]),
    regle('dispense_avant_audience', 'Dispense avant l’audience', [
      {
        from: '2005-01-01',
        value:
          'Trente jours avant l’audience de renvoi, le JAP peut prononcer la dispense de peine avec l’accord du procureur.',
        source: penal(
          '132-65',
          '2005-01-01, mêmes mots en 2020',
          'trente jours avant l’audience de renvoi, prononcer lui-même la dispense de peine',
          {
            precision: 'al. 2',
          },
        ),
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
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      'Le tribunal peut en tenir compte quand il décide de la peine.',
    ],
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
