import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import {
  type Acteur,
  type Context,
  type Permission,
  type PorteeEtroite,
  surLeDossier,
} from '../command.ts'
import { RIEN_DE_PLUS } from '../db/connexion.ts'
import type { Tx } from '../db/index.ts'
import { inTransaction } from '../demande.ts'
import { Introuvable } from '../introuvable.ts'
import { caracteresInterdits } from './formes.ts'
import { jetonDeSession } from './jeton.ts'
import { type DossierOuvert, type Ecran, type Plateforme, SansSession } from './plateforme.ts'
import { html, repondre, type Visite } from './rendu.ts'

type Lecture<P extends z.ZodType> = {
  path: string
  access: Permission
  params: P
  /** `non` for the screens that show nothing of anybody else: one's own account, the gallery. */
  journal?: 'non'
  /**
   * Reaches narrower than the dossier with which this screen is also read; it shows them no more
   * than the base does.
   */
  portees?: PorteeEtroite[]
}
/** Who reads, with all that their function may do elsewhere, and the dossier of the address. */
type Lecteur = { acteur: Acteur; dossier: DossierOuvert | null }
type Page<P extends z.ZodType> = Lecture<P> & {
  view(tx: Tx, params: z.output<P>, context: Context): Promise<Ecran>
}
/**
 * What a file holds, and whom it shows besides the dossier of its address: none is made without
 * saying so.
 */
export type Contenu = {
  nom: string
  type: string
  octets: Uint8Array | string | Readable
  enLigne?: boolean
  montre: { dossiers: readonly string[]; motif: string } | 'son-dossier' | 'personne'
}
type Fichier<P extends z.ZodType> = Lecture<P> & {
  contenu(tx: Tx, params: z.output<P>, context: Context): Promise<Contenu>
}

/** Path and query parameters, checked: what does not fit names no page. */
export function lireParams<P extends z.ZodType>(params: P, request: FastifyRequest): z.output<P> {
  const demandes = { ...(request.query as object), ...(request.params as object) }
  const lus = params.safeParse(demandes)
  if (!lus.success || Object.keys(caracteresInterdits(demandes)).length > 0)
    throw new Introuvable('Cette adresse ne correspond à aucune page.')
  return lus.data
}

/** The dossier that a page or a form is about: its `dossierId` parameter. */
export const dossierDesParams = (params: unknown): string | null =>
  (params as { dossierId?: string } | null)?.dossierId ?? null

/**
 * Opens the transaction of a read, checks permission and périmètre, and journals the reading in the
 * statement that commits: no answer leaves unless its reading is in the journal (loi 78-17 art.
 * 101).
 */
async function enLecture<P extends z.ZodType, T>(
  { plateforme, request }: Pick<Visite, 'plateforme' | 'request'>,
  lecture: Lecture<P>,
  work: (tx: Tx, params: z.output<P>, context: Context, lecteur: Lecteur) => Promise<T>,
  enPage: (resultat: T) => string | null = () => null,
): Promise<T> {
  const params = lireParams(lecture.params, request)
  const dossierId = dossierDesParams(params)
  const jeton = jetonDeSession(request)
  if (!jeton) throw new SansSession(null)
  return inTransaction(
    plateforme,
    {
      porteur: { jeton },
      permission: lecture.access,
      dossierId,
      requete: request.id,
      acte: lecture.path,
      portees: lecture.portees ?? [],
      lecture: true,
    },
    async (tx, context, ouverture, dossier) => {
      const vue = dossier ? { ...context, acteur: surLeDossier(context.acteur, dossier) } : context
      const resultat = await work(tx, params, vue, { acteur: context.acteur, dossier })
      const fin =
        lecture.journal === 'non'
          ? RIEN_DE_PLUS
          : plateforme.acces.lecture({
              ouverture,
              route: lecture.path,
              dossierId,
              requete: request.id,
              corps: enPage(resultat),
            })
      return { resultat, fin }
    },
  )
}

/** A read: one path, one permission, one view. */
export function page<P extends z.ZodType>(plateforme: Plateforme, ecran: Page<P>): void {
  plateforme.app.get(
    ecran.path,
    { config: { access: ecran.access, params: ecran.params } },
    async (request: FastifyRequest, reply: FastifyReply) => {
      const visite = { plateforme, request, reply }
      const rendre = async (
        tx: Tx,
        params: z.output<P>,
        context: Context,
        { acteur, dossier }: Lecteur,
      ) =>
        html(visite, acteur, {
          ...(await ecran.view(tx, params, context)),
          dossier,
        })
      const corps = await enLecture(visite, ecran, rendre, page => page)
      return repondre(visite, 200, corps)
    },
  )
}

/** A read that is not a page: a PDF, a CSV. Same permission, périmètre and journal. */
export function fichier<P extends z.ZodType>(plateforme: Plateforme, servi: Fichier<P>): void {
  plateforme.app.get(
    servi.path,
    { config: { access: servi.access, params: servi.params } },
    async (request, reply) => {
      const lire = async (tx: Tx, params: z.output<P>, context: Context) => {
        const contenu = await servi.contenu(tx, params, context)
        if (typeof contenu.montre === 'object')
          context.montrer(contenu.montre.dossiers, contenu.montre.motif)
        return contenu
      }
      const contenu = await enLecture({ plateforme, request }, servi, lire)
      return envoyerFichier(reply, contenu)
    },
  )
}

/** Sends what is to be kept by who asks for it, under its name. */
export function envoyerFichier(
  reply: FastifyReply,
  { nom, type, octets, enLigne }: Omit<Contenu, 'montre'>,
) {
  const ascii = nom.normalize('NFD').replace(/[^\x20-\x7e]|["\\]/g, '')
  return reply
    .type(type)
    .header('cache-control', 'no-store')
    .header(
      'content-disposition',
      `${enLigne ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(nom)}`,
    )
    .send(typeof octets === 'string' || octets instanceof Readable ? octets : Buffer.from(octets))
}
