import { createHash } from 'node:crypto'
import { afficherJour, ajouterJours, type Jour, prochainJourOuvre } from '../platform/date.ts'
import { pdf } from '../platform/pdf/index.ts'
import { jourOuvre, joursOuvresAvant, leDernier } from './jours.ts'
import { propos } from './phrases.ts'
import { type Cas, type Contexte, instant, territoireDe } from './types.ts'

const course = ['brouillon', 'soumis', 'valide', 'transmis', 'lu', 'repondu'] as const
type Etat = (typeof course)[number] | 'renvoye'

/** A report takes some days: the youngest request is this old. */
const RECENTE = 16

/** A request in one dossier of six, with its report at some point of its course. */
export function ecrits(contexte: Contexte, cas: Cas): void {
  const { copie, h: hasard, le } = contexte
  if (
    cas.closLe ||
    !cas.mesureId ||
    !hasard.chance(0.16) ||
    cas.arriveLe > ajouterJours(le, -RECENTE)
  )
    return
  const recueLe = ajouterJours(le, -hasard.entier(RECENTE, 60))
  const jap = cas.tribunal.agents.find(agent => agent.fonction === 'jap') ?? cas.referent
  const id = hasard.uuid(cas.ms)
  const etat = rapportVoulu(contexte)
  const territoire = territoireDe(cas.service)
  const debut = leDernier(cas.ouvertLe, jourOuvre(recueLe, territoire))
  const repondueLe = jourOuvre(le, territoire)
  const close = etat === 'repondu'
  copie.ligne('magistrats.saisine', {
    dossier_id: cas.id,
    id,
    mesure_id: cas.mesureId,
    juridiction_id: cas.tribunal.id,
    magistrat_id: jap.id,
    nature: hasard.parmi(['rapport_suivi', 'rapport_suivi', 'avis', 'modification', 'incident']),
    objet: 'Merci de m’adresser un rapport sur le déroulement de la mesure.',
    recue_le: debut,
    echeance_le: prochainJourOuvre(ajouterJours(debut, hasard.entier(20, 60)), territoire),
    saisie_a: instant(debut),
    saisie_par: jap.id,
    close_a: close ? instant(repondueLe, '06:00') : null,
    close_motif: close ? 'Réponse du magistrat' : null,
    close_par: close ? jap.id : null,
  })
  const parti = etat === 'transmis' || etat === 'lu' || etat === 'repondu'
  const passage = instant(joursOuvresAvant(repondueLe, 3, territoire), '09:20')
  const fil = (detenteur: string, depuis: string, jusqu: string | null) =>
    copie.ligne('magistrats.detention', {
      dossier_id: cas.id,
      id: hasard.uuid(cas.ms),
      saisine_id: id,
      detenteur,
      motif: null,
      depuis_a: depuis,
      jusqu_a: jusqu,
      passee_par: cas.referent.id,
    })
  fil('spip', instant(debut), parti ? passage : null)
  if (parti) fil('juridiction', passage, close ? instant(repondueLe, '06:00') : null)
  if (etat)
    rapport(
      contexte,
      cas,
      { saisineId: id, etat, echeanceLe: prochainJourOuvre(ajouterJours(debut, 30), territoire) },
      jap.id,
    )
}

/**
 * States that need a frozen PDF are given to a bounded number of reports: each takes some
 * milliseconds to print.
 */
function rapportVoulu(contexte: Contexte): Etat | null {
  if (contexte.h.chance(0.3)) return null
  const etat = contexte.h.parmi([
    'brouillon',
    'soumis',
    'renvoye',
    'valide',
    'transmis',
    'lu',
    'repondu',
  ] as const)
  if (etat === 'brouillon' || etat === 'soumis' || etat === 'renvoye') return etat
  if (contexte.avecPdf <= 0) return 'soumis'
  contexte.avecPdf -= 1
  return etat
}

/**
 * A measure that has just begun is evaluated, one that nears its term is told to its end; between
 * the two, its course.
 */
function quelRapport(cas: Cas, le: Jour): { nature: string; titre: string } {
  const mesure = cas.mesures[0]
  if (mesure && mesure.debutLe > ajouterJours(le, -120))
    return { nature: 'evaluation', titre: 'Rapport d’évaluation' }
  if (mesure && mesure.finLe < ajouterJours(le, 75))
    return { nature: 'fin_de_mesure', titre: 'Rapport de fin de mesure' }
  return { nature: 'suivi', titre: 'Rapport de suivi' }
}

type Rapport = {
  id: string
  nature: string
  titre: string
  saisineId: string
  etat: Etat
  echeanceLe: Jour
}
type Section = { titre: string; texte: string }
const FIGES: readonly Etat[] = ['valide', 'transmis', 'lu', 'repondu']
function rapport(
  contexte: Contexte,
  cas: Cas,
  donnees: Pick<Rapport, 'saisineId' | 'etat' | 'echeanceLe'>,
  japId: string,
): void {
  const { h: hasard, le } = contexte
  const ecrit: Rapport = { ...donnees, id: hasard.uuid(cas.ms), ...quelRapport(cas, le) }
  const sections = [
    {
      titre: 'Mesure',
      texte: 'La mesure a été expliquée à la personne, qui en a compris le sens.',
    },
    {
      titre: 'Suivi',
      texte: `${hasard.parmi(propos.emploi.recits)}\n${hasard.parmi(propos.logement.recits)}`,
    },
    {
      titre: 'Analyse et propositions',
      texte: 'Le service propose de poursuivre le plan tel qu’il a été convenu.',
    },
  ]
  brouillon(contexte, cas, ecrit, sections)
  mouvements(contexte, cas, ecrit, japId)
  if (FIGES.includes(ecrit.etat)) figer(contexte, cas, ecrit, sections)
  if (ecrit.etat === 'repondu') repondre(contexte, cas, ecrit, japId)
}
/** The working day on which the court answers, or would. */
const reponduLe = ({ le }: Contexte, { service }: Cas) => jourOuvre(le, territoireDe(service))

function brouillon(contexte: Contexte, cas: Cas, ecrit: Rapport, sections: Section[]): void {
  const { copie, h: hasard } = contexte
  const commenceA = instant(
    joursOuvresAvant(reponduLe(contexte, cas), 6, territoireDe(cas.service)),
    '07:20',
  )
  copie.ligne('magistrats.rapport', {
    dossier_id: cas.id,
    id: ecrit.id,
    saisine_id: ecrit.saisineId,
    mesure_id: cas.mesureId,
    juridiction_id: cas.tribunal.id,
    service_id: cas.service.id,
    mesure_dite_a: commenceA,
    mesures_tirees_a: commenceA,
    nature: ecrit.nature,
    titre: ecrit.titre,
    redacteur_id: cas.referent.id,
    etat: 'brouillon',
    echeance_le: ecrit.echeanceLe,
    cree_a: commenceA,
  })
  for (const [i, section] of sections.entries())
    copie.ligne('magistrats.rapport_section', {
      dossier_id: cas.id,
      rapport_id: ecrit.id,
      section_id: hasard.uuid(cas.ms),
      rang: i + 1,
      ...section,
    })
}

/** Each state that it went through, by whoever decides of it. */
function mouvements(contexte: Contexte, cas: Cas, ecrit: Rapport, japId: string): void {
  const { copie, h: hasard } = contexte
  const territoire = territoireDe(cas.service)
  const repondueLe = reponduLe(contexte, cas)
  const etapes =
    ecrit.etat === 'renvoye'
      ? (['brouillon', 'soumis', 'renvoye'] as const)
      : course.slice(0, course.indexOf(ecrit.etat) + 1)
  const dpip = cas.service.agents.find(agent => agent.fonction === 'dpip')?.id ?? cas.referent.id
  const par: Record<string, string> = {
    valide: dpip,
    renvoye: dpip,
    transmis: dpip,
    lu: japId,
    repondu: japId,
  }
  for (const [i, etat] of etapes.entries())
    copie.ligne('magistrats.mouvement_de_rapport', {
      dossier_id: cas.id,
      id: hasard.uuid(cas.ms),
      rapport_id: ecrit.id,
      etat,
      a:
        etat === 'repondu'
          ? instant(repondueLe, '06:00')
          : instant(joursOuvresAvant(repondueLe, 6 - i, territoire), `0${7 + Math.min(i, 2)}:20`),
      par: par[etat] ?? cas.referent.id,
      motif: etat === 'renvoye' ? 'Préciser les démarches d’emploi.' : null,
    })
}

function figer(contexte: Contexte, cas: Cas, ecrit: Rapport, sections: Section[]): void {
  const figeLe = joursOuvresAvant(reponduLe(contexte, cas), 4, territoireDe(cas.service))
  contexte.copie.ligne('magistrats.rapport_pdf', {
    dossier_id: cas.id,
    rapport_id: ecrit.id,
    ...imprimer(cas, figeLe, ecrit.titre, sections),
    fige_a: instant(figeLe, '09:20'),
  })
}

function repondre(contexte: Contexte, cas: Cas, ecrit: Rapport, japId: string): void {
  contexte.copie.ligne('magistrats.reponse', {
    dossier_id: cas.id,
    rapport_id: ecrit.id,
    magistrat_id: japId,
    sens: contexte.h.parmi(['pris_acte', 'approuve', 'autre']),
    texte: 'Pris connaissance. Poursuite de la mesure dans les mêmes conditions.',
    repondu_a: instant(reponduLe(contexte, cas), '06:00'),
  })
}

function imprimer(cas: Cas, le: Jour, titre: string, sections: Section[]) {
  const octets = Buffer.from(
    pdf('rapport', {
      titre,
      auteur: cas.service.nom,
      entete: cas.service.nom,
      faits: [
        ['Personne', `${cas.nom} ${cas.prenoms}`],
        ['Dossier', cas.numero],
        ['Date', afficherJour(le)],
      ],
      sections: sections.map(section => ({
        titre: section.titre,
        paragraphes: section.texte.split('\n'),
      })),
      signature: [`${cas.referent.prenom} ${cas.referent.nom}`],
      pied: cas.numero,
    }),
  )
  return { pdf: octets, sha256: createHash('sha256').update(octets).digest() }
}
