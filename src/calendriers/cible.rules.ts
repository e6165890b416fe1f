/**
 * Whose week it is: an agent's, an agenda's or a place's; only those of one's own entité can be
 * named (terrain §1.10).
 */
export type Cible = {
  genre: 'agent' | 'agenda' | 'lieu'
  id: string
  nom: string
  agentId: string | null
  agendas: ReadonlySet<string>
  lieux: ReadonlySet<string>
}
type Agent = { agentId: string; nomComplet: string; antenneId: string | null }
type Agenda = { agendaId: string; nom: string; lieuId: string; agentId: string | null }
type Lieu = { lieuId: string; nom: string; antenneId: string | null }
export type Organisation = { agents: Agent[]; agendas: Agenda[]; lieux: Lieu[] }
export type Demandee = {
  agentId?: string | undefined
  agendaId?: string | undefined
  lieuId?: string | undefined
}

/** `agent:…`, as the one list of the screen sends it. */
export function lireVue(vue: string): Demandee {
  const [genre, id] = vue.split(':')
  if (genre === 'agent') return { agentId: id }
  if (genre === 'agenda') return { agendaId: id }
  return genre === 'lieu' ? { lieuId: id } : {}
}

/**
 * The one that is asked for, or undefined when it is not of this entité (terrain §1.10: no look-up
 * by id alone).
 */
export function cibleDe(
  demandee: Demandee,
  { agents, agendas, lieux }: Organisation,
): Cible | undefined {
  const agent = agents.find(a => a.agentId === demandee.agentId)
  if (agent) {
    const siens = agendas.filter(g => g.agentId === agent.agentId)
    const la = [
      ...siens.map(g => g.lieuId),
      ...lieux.flatMap(l =>
        l.antenneId !== null && l.antenneId === agent.antenneId ? [l.lieuId] : [],
      ),
    ]
    return {
      genre: 'agent',
      id: agent.agentId,
      nom: agent.nomComplet,
      agentId: agent.agentId,
      agendas: new Set(siens.map(g => g.agendaId)),
      lieux: new Set(la),
    }
  }
  const agenda = agendas.find(g => g.agendaId === demandee.agendaId)
  if (agenda) {
    // Two places may each have an agenda of the same name.
    const ou = agenda.agentId === null ? lieux.find(l => l.lieuId === agenda.lieuId) : undefined
    return {
      genre: 'agenda',
      id: agenda.agendaId,
      nom: ou ? `${agenda.nom}, ${ou.nom}` : agenda.nom,
      agentId: agenda.agentId,
      agendas: new Set([agenda.agendaId]),
      lieux: new Set([agenda.lieuId]),
    }
  }
  const lieu = lieux.find(l => l.lieuId === demandee.lieuId)
  if (!lieu) return undefined
  const ceux = agendas.filter(g => g.lieuId === lieu.lieuId).map(g => g.agendaId)
  return {
    genre: 'lieu',
    id: lieu.lieuId,
    nom: lieu.nom,
    agentId: null,
    agendas: new Set(ceux),
    lieux: new Set([lieu.lieuId]),
  }
}

/**
 * What is shown first: one's own week for who receives people, otherwise one's own place (charte
 * C6.1: the same screen for each).
 */
export function cibleParDefaut(
  acteur: { id: string; antenneId: string | null },
  organisation: Organisation,
): Cible | undefined {
  const recoit = organisation.agendas.some(agenda => agenda.agentId === acteur.id)
  const sien =
    organisation.lieux.find(
      lieu => lieu.antenneId !== null && lieu.antenneId === acteur.antenneId,
    ) ?? organisation.lieux[0]
  return (
    (recoit ? cibleDe({ agentId: acteur.id }, organisation) : undefined) ??
    cibleDe({ lieuId: sien?.lieuId }, organisation) ??
    cibleDe({ agentId: acteur.id }, organisation)
  )
}

type Situe = { agentId: string | null; agendaId: string | null; lieuId?: string | null }
/** Does what is held, by an agent, in an agenda or at a place, belong to this week? */
export const estDe = (cible: Cible, situe: Situe): boolean =>
  (cible.agentId !== null && situe.agentId === cible.agentId) ||
  (situe.agendaId !== null && cible.agendas.has(situe.agendaId)) ||
  (cible.genre === 'lieu' && situe.lieuId === cible.id)
/** A range is an agent's, an agenda's or a place's. */
export const plageDe = (
  cible: Cible,
  donnees: { agentId: string | null; agendaId: string; lieuId: string },
): boolean => {
  if (cible.genre === 'agent') return donnees.agentId === cible.id
  return cible.genre === 'agenda' ? donnees.agendaId === cible.id : donnees.lieuId === cible.id
}
/** An absence closes this week; somebody's absence does not close a place. */
export const fermeLa = (
  cible: Cible,
  donnees: { agentId: string | null; agendaId: string | null; lieuId: string | null },
): boolean => {
  if (donnees.agentId !== null) return donnees.agentId === cible.agentId
  if (donnees.agendaId !== null)
    return cible.genre !== 'lieu' && cible.agendas.has(donnees.agendaId)
  return donnees.lieuId !== null && cible.lieux.has(donnees.lieuId)
}
