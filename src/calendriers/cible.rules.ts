/** Whose week it is: an agent's, an agenda's or a place's; only those of one's own entité can be named (terrain §1.10). */
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
export type Demandee = { agentId?: string | undefined; agendaId?: string | undefined; lieuId?: string | undefined }

/** `agent:…`, as the one list of the screen sends it. */
export function lireVue(vue: string): Demandee {
  const [genre, id] = vue.split(':')
  return genre === 'agent' ? { agentId: id } : genre === 'agenda' ? { agendaId: id } : genre === 'lieu' ? { lieuId: id } : {}
}

/** The one that is asked for, or undefined when it is not of this entité (terrain §1.10: no look-up by id alone). */
export function cibleDe(d: Demandee, { agents, agendas, lieux }: Organisation): Cible | undefined {
  const agent = agents.find(a => a.agentId === d.agentId)
  if (agent) {
    const siens = agendas.filter(g => g.agentId === agent.agentId)
    const la = [
      ...siens.map(g => g.lieuId),
      ...lieux.flatMap(l => (l.antenneId !== null && l.antenneId === agent.antenneId ? [l.lieuId] : [])),
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
  const agenda = agendas.find(g => g.agendaId === d.agendaId)
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
  const lieu = lieux.find(l => l.lieuId === d.lieuId)
  if (!lieu) return undefined
  const ceux = agendas.filter(g => g.lieuId === lieu.lieuId).map(g => g.agendaId)
  return { genre: 'lieu', id: lieu.lieuId, nom: lieu.nom, agentId: null, agendas: new Set(ceux), lieux: new Set([lieu.lieuId]) }
}

/** What is shown first: one's own week for who receives people, otherwise one's own place (charte C6.1: the same screen for each). */
export function cibleParDefaut(acteur: { id: string; antenneId: string | null }, o: Organisation): Cible | undefined {
  const recoit = o.agendas.some(g => g.agentId === acteur.id)
  const sien = o.lieux.find(l => l.antenneId !== null && l.antenneId === acteur.antenneId) ?? o.lieux[0]
  return (
    (recoit ? cibleDe({ agentId: acteur.id }, o) : undefined) ?? cibleDe({ lieuId: sien?.lieuId }, o) ?? cibleDe({ agentId: acteur.id }, o)
  )
}

type Situe = { agentId: string | null; agendaId: string | null; lieuId?: string | null }
/** Does what is held, by an agent, in an agenda or at a place, belong to this week? */
export const estDe = (c: Cible, o: Situe): boolean =>
  (c.agentId !== null && o.agentId === c.agentId) ||
  (o.agendaId !== null && c.agendas.has(o.agendaId)) ||
  (c.genre === 'lieu' && o.lieuId === c.id)
/** A range is an agent's, an agenda's or a place's. */
export const plageDe = (c: Cible, p: { agentId: string | null; agendaId: string; lieuId: string }): boolean =>
  c.genre === 'agent' ? p.agentId === c.id : c.genre === 'agenda' ? p.agendaId === c.id : p.lieuId === c.id
/** An absence closes this week; somebody's absence does not close a place. */
export const fermeLa = (c: Cible, a: { agentId: string | null; agendaId: string | null; lieuId: string | null }): boolean =>
  a.agentId !== null
    ? a.agentId === c.agentId
    : a.agendaId !== null
      ? c.genre !== 'lieu' && c.agendas.has(a.agendaId)
      : a.lieuId !== null && c.lieux.has(a.lieuId)
