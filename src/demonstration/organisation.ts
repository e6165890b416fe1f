import type { Fonction } from '../moyens/index.ts'
import type { Jour, Territoire } from '../platform/date.ts'
import type { Copie } from './copie.ts'
import type { Hasard } from './hasard.ts'
import { noms, prenomsF, prenomsM, voies } from './noms.ts'
import { communesDe, modeles, nomDuService } from './territoire.ts'

export const MOT_DE_PASSE = 'demonstration-fil-rouge'
export type Agent = {
  id: string
  fonction: Fonction
  nom: string
  prenom: string
  antenne?: string | undefined
}
export type Antenne = {
  id: string
  nom: string
  adresse: string
  ferme: boolean
  etablissementId: string | null
}
export type Service = {
  id: string
  nom: string
  departement: string
  territoire: Territoire
  antennes: Antenne[]
  etablissements: string[]
  juridictions: { id: string; nom: string; ville: string; agents: Agent[] }[]
  agents: Agent[]
  communes: ReturnType<typeof communesDe>
}

const effectifs: [Fonction, number][] = [
  ['travailleur_social', 12],
  ['dpip', 2],
  ['dfspip', 1],
  ['psychologue', 1],
  ['coordinateur', 1],
  ['administratif', 2],
  ['surveillant', 1],
]
const auTribunal: Fonction[] = ['jap', 'parquet', 'greffe', 'bex']
const profils: Partial<Record<Fonction, string[]>> = {
  travailleur_social: ['CPIP', 'CPIP', 'CPIP', 'assistant de service social'],
}

/** What everything is drawn and written with. */
type Atelier = { copie: Copie; hasard: Hasard; uuid: () => string; motDePasse: string }
type Modele = (typeof modeles)[number]

/**
 * Services, antennes, juridictions, agents and their demonstration accounts; beyond three services
 * the model repeats with a number.
 */
export function creerOrganisation(
  copie: Copie,
  hasard: Hasard,
  { services, le, motDePasse }: { services: number; le: Jour; motDePasse: string },
): Service[] {
  const ms = Date.parse(`${le}T00:00:00Z`) - 2000 * 86_400_000
  const atelier: Atelier = { copie, hasard, uuid: () => hasard.uuid(ms), motDePasse }
  const dispId = atelier.uuid()
  copie.ligne('moyens.disp', {
    id: dispId,
    nom: 'DISP de Strasbourg – Grand Est',
    siege: 'Strasbourg',
  })
  const admin: Agent = {
    id: atelier.uuid(),
    fonction: 'administrateur',
    nom: 'Administration',
    prenom: 'Compte',
  }
  compte(atelier, admin, 'admin@demo.example')
  return Array.from({ length: services }, (_, rang) => creerService(atelier, dispId, rang))
}

/** Its name, its antennes, its people and its courts; `numero` counts services from zero. */
function creerService(atelier: Atelier, dispId: string, numero: number): Service {
  const modele = modeles[numero % modeles.length]
  if (!modele) throw new RangeError('no model of service')
  const { departement, territoire } = modele
  const tour = Math.floor(numero / modeles.length)
  const suffixe = tour === 0 ? '' : ` ${tour + 1}`
  const service: Service = {
    id: atelier.uuid(),
    nom: `${nomDuService(departement)}${suffixe}`,
    departement,
    territoire,
    antennes: [],
    etablissements: [],
    juridictions: [],
    agents: [],
    communes: communesDe(departement),
  }
  atelier.copie.ligne('moyens.service', {
    id: service.id,
    disp_id: dispId,
    nom: service.nom,
    departement,
    territoire,
    telephone: '03 53 01 00 00',
    courriel: `spip.${departement}.${numero}@demo.example`,
  })
  for (const lieu of modele.lieux) creerAntenne(atelier, service, lieu, suffixe)
  for (const [fonction, combien] of effectifs)
    for (let rang = 1; rang <= combien; rang += 1)
      service.agents.push(creerAgent(atelier, service, { fonction, rang, numero }))
  for (const ville of modele.juridictions)
    service.juridictions.push(creerJuridiction(atelier, service, { ville, suffixe, numero }))
  return service
}

/** A place of the service, inside a prison when its model says which. */
function creerAntenne(
  { copie, hasard, uuid }: Atelier,
  service: Service,
  lieu: Modele['lieux'][number],
  suffixe: string,
): void {
  const commune = service.communes.find(ligne => ligne.code === lieu.commune)
  const etablissementId = lieu.etablissement ? uuid() : null
  if (etablissementId && lieu.etablissement) {
    copie.ligne('moyens.etablissement', {
      id: etablissementId,
      service_id: service.id,
      nom: `${lieu.etablissement}${suffixe}`,
      commune: commune?.nom ?? '',
    })
    service.etablissements.push(etablissementId)
  }
  const antenne = {
    id: uuid(),
    nom: `${lieu.antenne}${suffixe}`,
    adresse: `${hasard.entier(1, 90)} ${hasard.parmi(voies)}`,
    ferme: lieu.milieu === 'ferme',
    etablissementId,
  }
  service.antennes.push({
    ...antenne,
    adresse: `${antenne.adresse}, ${commune?.codePostal} ${commune?.nom}`,
  })
  copie.ligne('moyens.antenne', {
    id: antenne.id,
    service_id: service.id,
    nom: antenne.nom,
    milieu: lieu.milieu,
    etablissement_id: etablissementId,
    adresse: antenne.adresse,
    code_postal: commune?.codePostal ?? '',
    commune: commune?.nom ?? '',
    telephone: lieu.telephone,
    horaires: 'du lundi au vendredi, 9 h à 12 h et 14 h à 17 h',
  })
}

const abreges: Record<string, string> = { travailleur_social: 'ts', administratif: 'accueil' }
const sansAccent = (texte: string) =>
  texte
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()

/**
 * One travailleur social of six works in prison, as one dossier of seven is there; the others are
 * spread over the open antennes.
 */
function antenneDe({ antennes }: Service, fonction: Fonction, rang: number): Antenne | undefined {
  const fermee = antennes.find(antenne => antenne.ferme)
  if (fonction !== 'travailleur_social' || !fermee) return antennes[(rang - 1) % antennes.length]
  const ouvertes = antennes.filter(antenne => !antenne.ferme)
  return rang % 6 === 0 ? fermee : ouvertes[(rang - 1) % ouvertes.length]
}

/** What tells apart the accounts of services that share a model. */
const suiteDe = (numero: number) => (numero >= 3 ? `.${numero}` : '')
function creerAgent(
  atelier: Atelier,
  service: Service,
  { fonction, rang, numero }: { fonction: Fonction; rang: number; numero: number },
): Agent {
  const { hasard, uuid } = atelier
  const antenne = antenneDe(service, fonction, rang)
  const agent: Agent = {
    id: uuid(),
    fonction,
    nom: hasard.parmi(noms),
    prenom: hasard.parmi(hasard.chance(0.6) ? prenomsF : prenomsM),
    antenne: antenne?.id,
  }
  const nom = `${abreges[fonction] ?? fonction}${rang === 1 ? '' : rang}`
  compte(atelier, agent, `${nom}.${service.departement}${suiteDe(numero)}@demo.example`, {
    service_id: service.id,
    antenne_id: antenne?.id ?? null,
    profil: profils[fonction] ? hasard.parmi(profils[fonction]) : null,
  })
  return agent
}

function creerJuridiction(
  atelier: Atelier,
  service: Service,
  { ville, suffixe, numero }: { ville: string; suffixe: string; numero: number },
) {
  const { copie, hasard, uuid } = atelier
  const id = uuid()
  const nom = `Tribunal judiciaire ${/^[ÉAEIOU]/.test(ville) ? 'd’' : 'de '}${ville}${suffixe}`
  copie.ligne('moyens.juridiction', { id, nom, ville })
  copie.ligne('moyens.service_juridiction', { service_id: service.id, juridiction_id: id })
  const agents = auTribunal.map(fonction => {
    const agent: Agent = {
      id: uuid(),
      fonction,
      nom: hasard.parmi(noms),
      prenom: hasard.parmi(hasard.chance(0.6) ? prenomsF : prenomsM),
    }
    const identifiant = `${fonction}.${sansAccent(ville)}${suiteDe(numero)}@demo.example`
    compte(atelier, agent, identifiant, { juridiction_id: id })
    return agent
  })
  return { id, nom, ville, agents }
}

type Ou = {
  service_id?: string
  antenne_id?: string | null
  juridiction_id?: string
  profil?: string | null
}
function compte({ copie, motDePasse }: Atelier, agent: Agent, identifiant: string, ou: Ou = {}) {
  const { service_id = null, antenne_id = null, juridiction_id = null, profil = null } = ou
  copie.ligne('moyens.agent', {
    id: agent.id,
    nom: agent.nom,
    prenom: agent.prenom,
    fonction: agent.fonction,
    profil,
    service_id,
    antenne_id,
    juridiction_id,
    telephone: '03 53 01 99 00',
    arrive_le: '2019-01-01',
  })
  copie.ligne('acces.compte', {
    id: agent.id,
    identifiant,
    mot_de_passe: motDePasse,
    demonstration: true,
  })
}
